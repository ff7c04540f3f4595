// The loss over time, with a line at the step that the player is at.

import { Panel, at, rim, shade } from "./figure.js";

const TALLEST = { log: 1e3, linear: 10 }; // times the loss at the start; what explodes leaves
const LOWEST = 1e-12; // of it: what is below is rounding
const MARK = 9; // pixels
const EXTREME = 1e30; // no axis reaches so far

export class CurvePanel extends Panel {
  #shown = null; // by the vertical axis

  get name() {
    return "curve";
  }

  fill(stage, look, layout) {
    const { styles, against, dark } = stage.scene;
    const log = layout.yaxis.type === "log";
    const [lines, bands, medians] = [{}, {}, {}];
    const ends = { x: [], y: [], color: [], size: [], symbol: [], rim: [] };
    let [low, high, latest, initial] = [Infinity, -Infinity, 1, 0];
    for (const run of stage.runs) {
      const losses = Array.from(run.loss.subarray(0, run.count));
      const y = losses.map((loss) => (isFinite(loss) && (!log || loss > 0) ? loss : null));
      const when = clock(run, against);
      const x = y.map((_, k) => when(k));
      lines[`loss ${run.slot}`] = { x, y, meta: run.label };
      // Other seeds may ask another number of gradients a step, so their quartiles go with steps only.
      if (run.band && (against === "step" || !run.evaluations)) {
        const [outline, median] = spread(run.band, log, when);
        bands[`band ${run.slot}`] = outline;
        medians[`median ${run.slot}`] = median;
      }
      low = y.reduce((least, loss) => (loss === null ? least : Math.min(least, loss)), low);
      high = y.reduce((most, loss) => (loss === null ? most : Math.max(most, loss)), high);
      latest = Math.max(latest, x.at(-1));
      initial = Math.max(initial, Math.abs(losses[0]));
      const step = at(run, stage.step);
      ends.x.push(x[step]);
      ends.y.push(y[step]);
      ends.color.push(shade(run, run.count - 1));
      ends.size.push(MARK * styles[run.slot].scale);
      ends.symbol.push(styles[run.slot].symbol);
      ends.rim.push(rim(run, step, look, dark));
    }
    const now = Math.max(...ends.x);
    const shown = range(low, high, initial || 1, log);
    // While a run varies under a person's hand its axis only grows.
    this.#shown = stage.fan?.held ? joined(this.#shown, shown) : shown;
    const { color, size, symbol } = ends;
    return {
      ...bands,
      ...medians,
      ...lines,
      ends: {
        x: ends.x,
        y: ends.y,
        marker: { color, size, symbol, line: { width: 1.6, color: ends.rim } },
      },
      layout: {
        xaxis: { ...layout.xaxis, range: [-0.01 * latest, 1.02 * latest] },
        yaxis: { ...layout.yaxis, range: this.#shown },
        shapes: layout.shapes.map((shape) => ({ ...shape, x0: now, x1: now })),
      },
    };
  }
}

const joined = (before, [low, high]) => [Math.min(before[0], low), Math.max(before[1], high)];

/** Where the step k of a run lies on the horizontal axis. */
function clock(run, against) {
  if (against === "step") return (k) => k;
  if (against === "evaluations") return (k) => run.evaluations?.[k] ?? k;
  const [seen, unit] = [run.examples.before(run), against === "epochs" ? run.examples.all : 1];
  return (k) => seen[k] / unit;
}

/** The band between the quartiles of many seeds as one outline, and their median. */
function spread([lower, median, upper], log, when) {
  const [least, most] = [log ? 1 / EXTREME : -EXTREME, EXTREME]; // an outline must not have gaps
  const drawn = (losses) => Array.from(losses, (loss) => Math.min(Math.max(loss, least), most));
  const steps = Array.from(median, (_, k) => when(k));
  const outline = { x: [...steps, ...steps.toReversed()], y: [...drawn(upper), ...drawn(lower).reverse()] };
  return [outline, { x: steps, y: drawn(median) }];
}

/** What the axis shows; a loss beyond it is drawn there, outside. */
function range(low, high, initial, log) {
  const of = log ? Math.log10 : (loss) => loss;
  const most = initial * (log ? TALLEST.log : TALLEST.linear);
  const top = of(Math.min(high, most));
  const bottom = of(Math.max(low, log ? LOWEST * initial : -most));
  const room = 0.06 * (top - bottom) || 1;
  return [bottom - room, top + room];
}
