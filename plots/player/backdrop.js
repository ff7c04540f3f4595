// The contour, which lies under the runs: they move without its being drawn again.

import { draped } from "./drape.js";
import { Panel } from "./figure.js";
import { recolour } from "./paint.js";

export const framed = (stage) => JSON.stringify(stage.scene.window);

/** The contour alone, and the paths of a fan on it. */
export class Backdrop extends Panel {
  #fan = null;
  #same = true; // whether the fan is the one that is drawn
  #bundle = null;

  get name() {
    return "contour";
  }

  get config() {
    return { staticPlot: true };
  }

  frame(stage) {
    return framed(stage);
  }

  draw(stage, look) {
    this.#same = stage.fan?.sent === this.#fan?.sent;
    this.#fan = stage.fan;
    return super.draw(stage, look);
  }

  /** Every path of a fan, as far as it can be seen by zooming out. */
  fill(stage, look) {
    const { fan, scene } = stage;
    if (!fan) return { fan: { x: [], y: [] } };
    const { ground } = draped(stage);
    if (!this.#same) this.#bundle = fan.bundle((x, y) => ground.near(x, y));
    const color = recolour(scene.styles[fan.own.slot].colour, look.dark ? scene.dark : {});
    return { fan: { ...this.#bundle, line: { color } } };
  }

  /** Another fan only is worth drawing the contour again. */
  renew() {
    return this.#same;
  }
}
