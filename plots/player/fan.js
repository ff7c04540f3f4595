// A run at many values of one hyperparameter: the value that the scrubber is at, and the run there.

import { number } from "./numbers.js";
import { decode, points } from "./paint.js";
import { _ } from "./words.js";

const DIGITS = 4;

/** The values are those sent and the run's own, in order; which of them is shown may change. */
export class Fan {
  held = false;

  /** `sent` by the server; `own` is the run as it is, with `value`. */
  constructor(sent, own, value) {
    Object.assign(this, { sent, own, value });
    this.was = value;
    this.stops = [...new Set([...sent.values, value])].sort((a, b) => a - b);
    this.rows = Math.ceil(sent.steps / sent.every) + 1;
    const { w, loss, evaluations } = sent;
    this.arrays = { w: decode(w), loss: decode(loss), evaluations: evaluations && decode(evaluations) };
  }

  get id() {
    return this.sent.id;
  }

  get index() {
    return this.stops.indexOf(this.value);
  }

  /** Show the run at `value` until the server has heard of it. */
  hold(value) {
    this.value = value;
    this.held = true;
  }

  get moved() {
    return this.value !== this.was;
  }

  /** Where among those sent the shown value is; -1 if it is only the run's own. */
  get lane() {
    return this.sent.values.indexOf(this.value);
  }

  get text() {
    const { letter, said, every } = this.sent;
    const thinned = this.moved && every > 1 ? _("drawn every {every}th step", { every }) : "";
    return [`${letter} = ${number(this.value, DIGITS)}`, said[this.lane], thinned].filter(Boolean).join(", ");
  }

  /** The run at the shown value. */
  run() {
    if (!this.moved) return this.own;
    const { label, slot, examples } = this.own;
    const w = this.every(this.part("w", 2), 2);
    const { evaluations } = this.arrays;
    return {
      label,
      slot,
      w,
      loss: this.every(this.part("loss", 1), 1),
      evaluations: evaluations && this.every(this.part("evaluations", 1), 1),
      examples,
      clipped: new Set(),
      count: points(w),
    };
  }

  /** What was sent of one lane, with so many numbers a point. */
  part(name, size, lane = this.lane) {
    return this.arrays[name].subarray(lane * this.rows * size, (lane + 1) * this.rows * size);
  }

  /** A row for every step: those left out lie evenly between those sent. */
  every(rows, size) {
    const { steps, every } = this.sent;
    if (every === 1) return rows;
    return Float32Array.from({ length: (steps + 1) * size }, (_, i) => {
      const [k, axis] = [Math.floor(i / size), i % size];
      const row = Math.floor(k / every);
      const [from, to] = [rows[row * size + axis], rows[(row + 1) * size + axis] ?? 0];
      const part = (k - row * every) / (Math.min((row + 1) * every, steps) - row * every || 1);
      return part > 0 ? from + part * (to - from) : from;
    });
  }

  /** The paths of all lanes as one line with gaps, each as far as points are `near`. */
  bundle(near) {
    const [x, y] = [[], []];
    for (const lane of this.sent.values.keys()) {
      const w = this.part("w", 2, lane);
      for (let k = 0; k < this.rows && near(w[2 * k], w[2 * k + 1]); k += 1) {
        x.push(w[2 * k]);
        y.push(w[2 * k + 1]);
      }
      x.push(null);
      y.push(null);
    }
    return { x, y };
  }
}
