// A step from close by: its arrows on the quadratic that touches the surface where the step begins.

import { Arrows, at, colourOf, coloursOf, telling } from "./arrows.js";
import { Panel, pointed } from "./figure.js";
import { _ } from "./words.js";

const GRID = 25; // points a side; Plotly smooths the lines
const ROOM = 1.7; // times the reach of the arrows

export class CloseUpPanel extends Panel {
  #under = []; // what lies on the model, beneath the arrows

  /** `which` picks one of the rules that are shown beside each other; null is the run itself. */
  constructor(plotly, element, which = null) {
    super(plotly, element);
    this.which = which;
    this.arrows = new Arrows(element);
    element.classList.add("descent-arrowed");
  }

  get name() {
    return "closeup";
  }

  get kind() {
    return _("Close-up of the step");
  }

  caption(stage) {
    return this.which === null ? "" : stage.inside.beside[this.which].title;
  }

  get config() {
    return { ...super.config, displayModeBar: false, scrollZoom: false };
  }

  async draw(stage, look) {
    await super.draw(stage, look);
    if (!this.element._fullLayout) return; // left meanwhile
    if (stage.row < 0) return this.arrows.clear();
    const [colours, run, under] = [coloursOf(stage.scene, look), colourOf(stage, look), this.#under];
    this.arrows.draw(this.arrowsOf(stage), stage.row, { colours, run, under });
  }

  /** Plotly draws the model; all else is quicker drawn with the arrows. */
  show(traces, layout, frame) {
    this.#under = traces.slice(1);
    return super.show(traces.slice(0, 1), layout, frame);
  }

  /** The arrows that are shown. */
  arrowsOf({ inside }) {
    return this.which === null ? inside.arrows : inside.beside[this.which].arrows;
  }

  fill(stage, look, layout) {
    const { inside } = stage;
    const step = stage.row;
    if (step < 0) return {};
    const arrows = this.arrowsOf(stage);
    const shown = [inside.arrows, ...inside.beside.map((each) => each.arrows)];
    const window = frame(this.which === null ? [inside.arrows] : shown.slice(1), step);
    const model = new Model(inside, step);
    const move = at(arrows.at(-1), step);
    return {
      model: model.field(window),
      directions: model.directions(window),
      lowest: inWindow(model.lowest, window),
      sum: sides(arrows, step),
      casing: casing(arrows, step),
      from: { x: [0], y: [0] },
      to: { x: [move[2]], y: [move[3]], marker: { color: colourOf(stage, look) } },
      layout: {
        xaxis: { ...layout.xaxis, range: window.x },
        yaxis: { ...layout.yaxis, range: window.y },
      },
    };
  }

  lean(filled) {
    return pointed(filled);
  }
}

/** The square that holds every arrow and the point that they begin at. */
function frame(pictures, step) {
  const points = pictures.flat().flatMap((arrow) => {
    const [x, y, dx, dy] = at(arrow, step);
    return [[x, y], [x + dx, y + dy]];
  });
  const span = (i) => {
    const values = [0, ...points.map((point) => point[i])].filter(isFinite);
    return [Math.min(...values), Math.max(...values)];
  };
  const [[left, right], [bottom, top]] = [span(0), span(1)];
  const side = ROOM * Math.max(right - left, top - bottom) || 1;
  const around = (low, high) => [(low + high - side) / 2, (low + high + side) / 2];
  return { side, x: around(left, right), y: around(bottom, top) };
}

/** g·d + ½ dᵀHd, where d is the move from the step's own point. */
class Model {
  constructor({ slope, hessian }, step) {
    this.g = [slope[2 * step], slope[2 * step + 1]];
    [this.a, this.b, this.c] = hessian.subarray(3 * step, 3 * step + 3);
  }

  value(x, y) {
    return this.g[0] * x + this.g[1] * y + (this.a * x * x + this.c * y * y) / 2 + this.b * x * y;
  }

  field({ x, y }) {
    const ticks = ([low, high]) => Array.from({ length: GRID }, (_, i) => low + ((high - low) * i) / (GRID - 1));
    const [xs, ys] = [ticks(x), ticks(y)];
    return { x: xs, y: ys, z: ys.map((v) => xs.map((u) => this.value(u, v))) };
  }

  /** Where the quadratic is lowest, if it has a bottom. */
  get lowest() {
    const { a, b, c, g } = this;
    const determinant = a * c - b * b;
    if (!(a > 0 && determinant > 0)) return null;
    return [(b * g[1] - c * g[0]) / determinant, (b * g[0] - a * g[1]) / determinant];
  }

  /** The directions of curvature through the point, as lines across the window. */
  directions({ side }) {
    const { a, b, c } = this;
    const angle = 0.5 * Math.atan2(2 * b, a - c);
    const line = { x: [], y: [] };
    for (const each of [angle, angle + Math.PI / 2]) {
      const [x, y] = [side * Math.cos(each), side * Math.sin(each)];
      line.x.push(-x, x, null);
      line.y.push(-y, y, null);
    }
    return line;
  }
}

function inWindow(point, { x, y }) {
  const inside = point && point[0] > x[0] && point[0] < x[1] && point[1] > y[0] && point[1] < y[1];
  return inside ? { x: [point[0]], y: [point[1]] } : { x: [], y: [] };
}

/** The other two sides of the parallelogram, where the move is a sum from one point. */
function sides(arrows, step) {
  const parts = arrows.filter((arrow) => arrow.name === "gradient" || arrow.name === "carried");
  const heads = parts.map((arrow) => at(arrow, step));
  if (heads.length < 2 || heads.some(([x, y]) => x !== 0 || y !== 0)) return { x: [], y: [] };
  const [[, , ax, ay], [, , bx, by]] = heads;
  return { x: [ax, ax + bx, bx], y: [ay, ay + by, by] };
}

/** What lifts the arrows off the field. */
function casing(arrows, step) {
  const line = { x: [], y: [] };
  for (const arrow of telling(arrows, step)) {
    const [x, y, dx, dy] = at(arrow, step);
    line.x.push(x, x + 0.93 * dx, null);
    line.y.push(y, y + 0.93 * dy, null);
  }
  return line;
}
