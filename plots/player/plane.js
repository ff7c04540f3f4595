// The contour with the runs on it. A click on it is a start point.

import { Panel, at, dotted, rim, shade } from "./figure.js";

const END = 14.5; // pixels

export class PlanePanel extends Panel {
  #listening = false;

  /** `pick` is told the point of every click. */
  constructor(plotly, element, pick) {
    super(plotly, element);
    this.pick = pick;
  }

  get name() {
    return "plane";
  }

  async draw(stage, look) {
    await super.draw(stage, look);
    if (this.#listening) return;
    this.#listening = true;
    this.element.on("plotly_click", (event) => {
      const [x, y] = event.xvals ? [event.xvals[0], event.yvals[0]] : [event.points[0].x, event.points[0].y];
      if (isFinite(x) && isFinite(y)) this.pick([x, y]);
    });
  }

  fill(stage, look) {
    const { styles, minima, infimum, dark } = stage.scene;
    const lines = {};
    const halos = { x: [], y: [] };
    const dots = { x: [], y: [], color: [] };
    const ends = { x: [], y: [], color: [], size: [], symbol: [], rim: [] };
    for (const run of stage.runs) {
      const step = at(run, stage.step);
      const points = Array.from({ length: step + 1 }, (_, k) => k);
      const x = points.map((k) => run.w[2 * k]);
      const y = points.map((k) => run.w[2 * k + 1]);
      const customdata = points.map((k) => run.loss[k] + (infimum ?? 0));
      lines[`line ${run.slot}`] = { x, y, customdata, meta: run.label };
      halos.x = halos.x.concat(x, null);
      halos.y = halos.y.concat(y, null);
      for (const k of dotted(stage.last, step)) {
        dots.x.push(x[k]);
        dots.y.push(y[k]);
        dots.color.push(shade(run, k));
      }
      ends.x.push(x[step]);
      ends.y.push(y[step]);
      ends.color.push(shade(run, run.count - 1));
      ends.symbol.push(styles[run.slot].symbol);
      ends.size.push(END * styles[run.slot].scale);
      ends.rim.push(rim(run, step, look, dark));
    }
    const start = { x: [stage.start[0]], y: [stage.start[1]] };
    const { size, symbol, color } = ends;
    return {
      ...lines,
      halos,
      dots: { x: dots.x, y: dots.y, marker: { color: dots.color } },
      minima: { x: minima.map((point) => point[0]), y: minima.map((point) => point[1]) },
      start,
      "start halo": start,
      "end halos": { x: ends.x, y: ends.y, marker: { size: size.map((s) => s + 6), symbol } },
      ends: {
        x: ends.x,
        y: ends.y,
        marker: { color, size, symbol, line: { width: 2.2, color: ends.rim } },
      },
    };
  }
}
