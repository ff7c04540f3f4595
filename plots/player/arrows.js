// The arrows of a step, over a plot.

import { recolour } from "./paint.js";
import { made, shapes } from "./shapes.js";

const SHORTEST = 3; // pixels; a shorter arrow is all head
const ALIKE = 0.04; // of a half turn
const AWAY = 11; // pixels from an arrow's end to its label
const LINE = 16; // pixels of a label's height
const NEAR = 4 * LINE; // labels this near to each other stand in lines of their own
const HEAD = 5; // widths of its shaft: how long a head is, and how broad
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
 * Arrows over a plot that Plotly has drawn. Its own arrows are measured in the page one by one, which takes longer
 * than the rest of the plot, and no trace of its lies above a contour's labels.
 */
export class Arrows {
  #shown = null;
  #under = [];

  constructor(element) {
    this.element = element;
    this.svg = made("svg", { class: "descent-arrows", "aria-hidden": true, lang: "en" });
  }

  /**
   * Show `arrows` at `step` from the point `origin`, in `colours` by their names or else in that of the `run`, and
   * beneath them what the traces `under` show.
   */
  draw(arrows, step, { origin = [0, 0], colours, run, labelled = true, under = [] }) {
    this.#under = under;
    this.#shown = telling(arrows, step).map((arrow) => {
      const [x, y, dx, dy] = at(arrow, step);
      const from = [origin[0] + x, origin[1] + y];
      const to = [from[0] + dx, from[1] + dy];
      return { from, to, name: arrow.name, label: labelled ? arrow.label : "", color: colours[arrow.name] ?? run };
    });
    this.follow();
  }

  /** Lay them where the axes are now. */
  follow() {
    if (!this.#shown) return;
    const { xaxis, yaxis } = this.element._fullLayout;
    if (!this.svg.isConnected) this.element.append(this.svg); // Plotly empties what it begins with
    const [left, top, width, height] = [xaxis._offset, yaxis._offset, xaxis._length, yaxis._length];
    Object.assign(this.svg.style, { left: `${left}px`, top: `${top}px` });
    for (const [name, value] of Object.entries({ width, height })) this.svg.setAttribute(name, value);
    const along = ([low, high], value, length) => ((value - low) / (high - low)) * length;
    const place = ([x, y]) => [along(xaxis.range, x, width), height - along(yaxis.range, y, height)];
    const pieces = this.#shown.map((arrow) => drawn(arrow, place)).filter((piece) => piece !== null);
    const labels = pieces.flatMap(({ label }) => label ?? []);
    for (const [i, label] of labels.entries()) clear(label, labels.slice(0, i));
    const under = shapes(this.#under, place, width, height);
    this.svg.replaceChildren(under, ...pieces.map(({ group }) => group), ...labels.map(written));
  }

  clear() {
    this.#shown = null;
    this.svg.remove();
  }

  /** The arrows as images of a layout, for a picture. */
  get images() {
    if (!this.#shown) return [];
    const source = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(this.svg))}`;
    return [{ source, xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1, sizing: "stretch", layer: "above" }];
  }
}

/** An arrow as a shaft and a head, and where its label stands: at its end, on the far side. */
function drawn({ from, to, name, label, color }, place) {
  const [[x0, y0], [x1, y1]] = [place(from), place(to)];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length >= SHORTEST)) return null;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const size = Math.min(length, HEAD * WIDTH[name] * (name === "move" ? 0.8 : 1)); // of the head
  const beside = (back, aside) => `${x1 - back * ux - aside * uy},${y1 - back * uy + aside * ux}`;
  const group = made("g", { fill: color, stroke: color, "stroke-width": WIDTH[name] });
  group.dataset.ends = JSON.stringify([...from, ...to]);
  group.append(made("path", { d: `M${x0},${y0}L${beside(size / 2, 0)}` }));
  group.append(made("path", { d: `M${beside(size, size / 2)}L${x1},${y1}L${beside(size, -size / 2)}Z`, stroke: "none" }));
  if (!label) return { group };
  const anchor = ux > 0.4 ? "start" : ux < -0.4 ? "end" : "middle";
  const baseline = uy > 0.4 ? "hanging" : uy < -0.4 ? "auto" : "middle";
  return { group, label: { text: label, color, x: x1 + AWAY * ux, y: y1 + AWAY * uy, anchor, baseline } };
}

/** Move a label down until it is clear of the others. */
function clear(label, others) {
  const hits = (other) => Math.abs(other.x - label.x) < NEAR && Math.abs(other.y - label.y) < LINE;
  while (others.some(hits)) label.y += LINE / 2;
}

function written({ text, color, x, y, anchor, baseline }) {
  const label = made("text", { x, y, fill: color, "text-anchor": anchor, "dominant-baseline": baseline });
  label.textContent = text;
  return label;
}

/** The colour of the first run, in the theme. */
export function colourOf({ scene, runs }, look) {
  return recolour(scene.styles[runs[0].slot].colour, look.dark ? scene.dark : {});
}

/** The colours of arrows by their names, in the theme; the move has its run's. */
export function coloursOf(scene, look) {
  return look.dark ? recolour(scene.arrows, scene.dark) : scene.arrows;
}
