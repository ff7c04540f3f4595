// Which of the examples the steps of a run see: a batch each, or all.

import { decode } from "./paint.js";

export class Examples {
  constructor({ all, batch, places }) {
    Object.assign(this, { all, batch, places: places && decode(places) });
  }

  /** Where the batch of step k lies in the order of its epoch; the last one has what is left. */
  #cut(k) {
    const start = (k % Math.ceil(this.all / this.batch)) * this.batch;
    return [start, Math.min(start + this.batch, this.all)];
  }

  /** The places of the examples that step k sees; empty where it sees all of them. */
  at(k) {
    if (!this.places) return [];
    const epoch = Math.floor(k / Math.ceil(this.all / this.batch)) * this.all;
    const [start, end] = this.#cut(k);
    return this.places.subarray(epoch + start, epoch + end);
  }

  /** How many examples the gradients of a run have seen before each of its steps. */
  before({ evaluations, loss, band }) {
    const seen = [0];
    for (let k = 1; k < (band?.[0] ?? loss).length; k += 1) {
      const asked = evaluations ? evaluations[k] - evaluations[k - 1] : 1;
      const [start, end] = this.#cut(k - 1);
      seen.push(seen[k - 1] + asked * (end - start));
    }
    return seen;
  }
}
