// The arrows of a step, as Plotly annotations: they are the only arrows that lie above a contour.

import { recolour } from "./paint.js";

const SHORTEST = 3; // pixels; a shorter arrow is all head
const ALIKE = 0.04; // of a half turn
const AWAY = 11; // pixels from an arrow's end to its label
const WIDTH = { move: 4, gradient: 2.6, carried: 2.6, direction: 1.8 };

/** The numbers of an arrow at one step: [x, y, dx, dy] beside the point that the step leaves. */
export function at(arrow, step) {
  const i = 2 * step;
  return [arrow.tail[i], arrow.tail[i + 1], arrow.vector[i], arrow.vector[i + 1]];
}

/** The arrows that show something at `step`: a direction that is that of another arrow shows nothing. */
export function telling(arrows, step) {
  const direction = (arrow) => Math.atan2(arrow.vector[2 * step + 1], arrow.vector[2 * step]);
  const apart = (one, other) => Math.abs(Math.sin((direction(one) - direction(other)) / 2)) > ALIKE;
  return arrows.filter((arrow, i) => {
    const others = [...arrows.slice(0, i), arrows.at(-1)];
    return arrow.name !== "direction" || others.every((other) => other === arrow || apart(arrow, other));
  });
}

/**
 * Annotations for `arrows` at `step` from the point `origin`, where a unit of either axis is `scale` pixels.
 * Labels stand at the ends, on the far side.
 */
export function annotations(arrows, step, { origin = [0, 0], scale, colours, run, labelled = true }) {
  return telling(arrows, step).flatMap((arrow) => {
    const [x, y, dx, dy] = at(arrow, step);
    const pixels = Math.hypot(dx, dy) * scale;
    if (!(pixels >= SHORTEST)) return [];
    const [tx, ty] = [origin[0] + x, origin[1] + y];
    const color = colours[arrow.name] ?? run;
    const line = {
      x: tx + dx, y: ty + dy, ax: tx, ay: ty, xref: "x", yref: "y", axref: "x", ayref: "y",
      text: "", showarrow: true, arrowhead: 2, arrowsize: arrow.name === "move" ? 0.8 : 1,
      arrowwidth: WIDTH[arrow.name], arrowcolor: color,
    };
    if (!labelled) return [line];
    const [ux, uy] = [(dx * scale) / pixels, (dy * scale) / pixels];
    const text = {
      x: line.x, y: line.y, xref: "x", yref: "y", showarrow: false, text: arrow.label,
      xshift: AWAY * ux, yshift: AWAY * uy, font: { color, size: 14 },
      xanchor: ux > 0.4 ? "left" : ux < -0.4 ? "right" : "center",
      yanchor: uy > 0.4 ? "bottom" : uy < -0.4 ? "top" : "middle",
    };
    return [line, text];
  });
}

/** The colours of arrows by their names, in the theme; the move has its run's. */
export function coloursOf(scene, look) {
  return look.dark ? recolour(scene.arrows, scene.dark) : scene.arrows;
}
