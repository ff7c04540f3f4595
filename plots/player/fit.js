// The examples, and on them the model that every run has come to.

import { Panel, at } from "./figure.js";
import { _ } from "./words.js";

/** What a model predicts from its weights and a feature; `level` is what the second weight weighs. */
const LINKS = {
  identity: (w1, w2, x, level) => w1 * x + w2 * level,
  logistic: (w1, w2, x, level) => 1 / (1 + Math.exp(-(w1 * x + w2 * level))),
  neuron: (w1, w2, x) => w2 * Math.tanh(w1 * x),
};

export class FitPanel extends Panel {
  get name() {
    return "fit";
  }

  get kind() {
    return _("Examples and models");
  }

  caption() {
    return "";
  }

  fill(stage) {
    const { link, levels, x, examples } = stage.scene.model;
    const lines = {};
    for (const run of stage.runs) {
      const step = at(run, stage.step);
      const [w1, w2] = run.w.subarray(2 * step, 2 * step + 2);
      const curve = { x: [], y: [] };
      for (const level of levels) {
        curve.x.push(...x, null);
        curve.y.push(...x.map((each) => LINKS[link](w1, w2, each, level)), null);
      }
      lines[`fit ${run.slot}`] = curve;
    }
    return { ...lines, batch: batch(stage, examples) };
  }
}

/** The examples that the next step of the first run with batches sees; none at its end. */
function batch({ runs, step }, { x, y }) {
  const run = runs.find(({ examples }) => examples.places);
  const places = run && step < run.count - 1 ? Array.from(run.examples.at(step)) : [];
  return { x: places.map((i) => x[i]), y: places.map((i) => y[i]) };
}
