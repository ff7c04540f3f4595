// The contour with the runs on it. A click on it is a start point.

import { Arrows, colourOf, coloursOf } from "./arrows.js";
import { Backdrop, framed } from "./backdrop.js";
import { draped, exitBefore } from "./drape.js";
import { END, Panel, at, dotted, gathered, pointed, rim, shade } from "./figure.js";
import { recolour } from "./paint.js";
import { Sketch } from "./sketch.js";
import { _ } from "./words.js";

/** What the axes of a drawn plot show. */
function ranges({ _fullLayout: { xaxis, yaxis } }) {
  return { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] };
}

export class PlanePanel extends Panel {
  #hand = null; // the run that a person varies just now
  #others = null; // what Plotly has drawn of all else

  /** `pick` is told the point of every click. */
  constructor(plotly, element, pick) {
    const [under, over] = [document.createElement("div"), document.createElement("div")];
    element.classList.add("descent-layers");
    element.replaceChildren(under, over);
    super(plotly, over);
    this.backdrop = new Backdrop(plotly, under);
    this.sketch = new Sketch(under);
    this.arrows = new Arrows(over);
    this.pick = pick;
  }

  get name() {
    return "plane";
  }

  get kind() {
    return _("Contour plot");
  }

  caption() {
    return "";
  }

  get config() {
    const { modeBarButtonsToRemove, ...usual } = super.config;
    return {
      ...usual,
      doubleClick: "reset", // not to fit the points: the window is part of the scene
      modeBarButtonsToRemove: [...modeBarButtonsToRemove, "autoScale2d"],
    };
  }

  async draw(stage, look) {
    const { fan, runs, scene, step } = stage;
    this.#hand = fan?.held ? runs.find((run) => run.slot === fan.own.slot) : null;
    if (this.#hand) this.sketch.draw(this.#hand, stage, look, this.element._fullLayout);
    const others = this.#hand && JSON.stringify([scene.id, step, look]);
    if (others && others === this.#others) return;
    this.#others = others;
    this.backdrop.draw(stage, look);
    await super.draw(stage, look);
    if (!this.#hand) this.sketch.clear();
    if (!this.element._fullLayout) return; // left meanwhile
    this.indicate(stage, look);
    const [under, over] = [this.backdrop.element, this.element].map((plot) => JSON.stringify(ranges(plot)));
    if (under !== over) this.follow();
  }

  frame(stage) {
    return framed(stage);
  }

  made() {
    this.element.on("plotly_click", ({ event }) => this.pick(this.point(event)));
    this.element.on("plotly_relayout", () => this.follow());
    this.element.on("plotly_relayouting", () => this.follow());
  }

  /** Where on the plane the mouse is. Plotly tells where it hovered last: not where a finger taps. */
  point({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect();
    const { xaxis, yaxis } = this.element._fullLayout;
    return [xaxis.p2d(clientX - left - xaxis._offset), yaxis.p2d(clientY - top - yaxis._offset)];
  }

  /** The contour looks where the runs look. */
  follow() {
    this.plotly.relayout(this.backdrop.element, ranges(this.element));
    this.arrows.follow();
  }

  /** Both layers in one picture. */
  download(data) {
    super.download([...this.backdrop.element.data, ...data], this.arrows.images);
  }

  leave() {
    super.leave();
    this.backdrop.leave();
  }

  fill(stage, look) {
    const { styles, minima, infimum, dark } = stage.scene;
    const { ground, lines: laid } = draped(stage);
    const lines = {};
    const exits = [];
    const halos = { x: [], y: [] };
    const dots = { x: [], y: [], color: [] };
    const clipped = { x: [], y: [] };
    const ends = { x: [], y: [], color: [], size: [], symbol: [], rim: [] };
    for (const run of stage.seen.filter((each) => each !== this.#hand)) {
      const step = at(run, stage.step);
      const points = Array.from({ length: step + 1 }, (_, k) => k);
      const x = points.map((k) => run.w[2 * k]);
      const y = points.map((k) => run.w[2 * k + 1]);
      const customdata = points.map((k) => run.loss[k] + (infimum ?? 0));
      lines[`line ${run.slot}`] = { x, y, customdata, meta: run.label };
      halos.x = halos.x.concat(x, null);
      halos.y = halos.y.concat(y, null);
      for (const k of dotted(run, stage.last, step, stage.scene.window)) {
        if (!ground.near(x[k], y[k])) continue;
        dots.x.push(x[k]);
        dots.y.push(y[k]);
        dots.color.push(shade(run, k));
        if (k === step || !run.clipped.has(k)) continue;
        clipped.x.push(x[k]);
        clipped.y.push(y[k]);
      }
      exits.push(exitBefore(laid[run.slot], run, ground, step));
      if (!ground.near(x[step], y[step])) continue;
      ends.x.push(x[step]);
      ends.y.push(y[step]);
      ends.color.push(recolour(styles[run.slot].colour, look.dark ? dark : {}));
      ends.symbol.push(styles[run.slot].symbol);
      ends.size.push(END * styles[run.slot].scale);
      ends.rim.push(rim(run, step, look, dark));
    }
    const start = { x: [stage.start[0]], y: [stage.start[1]] };
    const { size, symbol, color } = ends;
    const left = exits.filter((exit) => exit !== null);
    return {
      ...lines,
      halos,
      dots: { x: dots.x, y: dots.y, marker: { color: dots.color } },
      clipped,
      minima: { x: minima.map((point) => point[0]), y: minima.map((point) => point[1]) },
      start,
      "start halo": start,
      exits: { x: left.map((exit) => exit.x), y: left.map((exit) => exit.y) },
      "end halos": { x: ends.x, y: ends.y, marker: { size: size.map((s) => s + 6), symbol } },
      ends: {
        x: ends.x,
        y: ends.y,
        marker: { color, size, symbol, line: { width: 2.2, color: ends.rim } },
      },
    };
  }

  lean(filled) {
    return pointed(filled);
  }

  /** All marks but the dots are one trace: they lie above all else in any case. */
  show(traces, layout, frame) {
    const mark = ({ mode, name }) => mode === "markers" && name !== "dots";
    const [marks, others] = [traces.filter(mark), traces.filter((trace) => !mark(trace))];
    return super.show([...others, gathered(marks)], layout, frame);
  }

  /** Arrows for the step that the first run takes, to scale, where the page looks into it. */
  indicate({ inside, scene, runs, row }, look) {
    if (!inside || row < 0) return this.arrows.clear();
    const origin = runs[0].w.subarray(2 * row, 2 * row + 2);
    const run = colourOf({ scene, runs }, look);
    this.arrows.draw(inside.arrows, row, { origin, colours: coloursOf(scene, look), run, labelled: false });
  }
}
