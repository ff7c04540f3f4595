// What stands around the player and follows its stage: the loss curve, figures, a step in numbers.

import { CurvePanel } from "./curve.js";
import { Drawing } from "./drawing.js";
import { NumbersPanel } from "./numbers.js";
import { View } from "./view.js";
import { _ } from "./words.js";

const CURVE = 216; // pixels
const LAPTOP = 768; // what is left of a taller window goes to figures that stand in rows
const [LAG, HELD] = [80, 160]; // milliseconds; the second while a run varies under a hand

/** What follows when the plots of its stage are on the screen. */
class Follower extends View {
  #due = null;

  follow(act) {
    this.#due ??= setTimeout(() => {
      this.#due = null;
      act();
    }, this.stage.fan?.held ? HELD : LAG);
  }

  leave() {
    clearTimeout(this.#due);
    super.leave();
  }
}

/** The loss curve of every run. */
export class CurveView extends Follower {
  constructor(component, stage, plotly) {
    super(component, stage, ".descent-curve");
    this.root.setAttribute("role", "figure");
    this.panels = [new CurvePanel(plotly, this.root)];
  }

  say() {
    this.root.setAttribute("aria-label", _("Loss curve of every run"));
  }

  get height() {
    return this.component.data.height ?? CURVE;
  }

  draw() {
    this.follow(() => super.draw());
  }
}

/** A figure that shows what it was sent, and on a stage of the player also the step it is at. */
export class FigureView extends Follower {
  constructor(component, stage, plotly) {
    super(component, stage, ".descent-figure");
    this.root.setAttribute("role", "figure");
    this.drawing = new Drawing(plotly, this.root, (point) => {
      this.component.setTriggerValue("point", point);
    });
  }

  get height() {
    const { height, rows } = this.component.data;
    return height + (rows ? Math.max(0, window.innerHeight - LAPTOP) / rows : 0);
  }

  update(component) {
    super.update(component);
    this.root.setAttribute("aria-label", component.data.label);
    this.draw();
  }

  draw() {
    if (!this.look) return;
    this.drawn = this.size;
    if (!this.stage.ready) return this.#show();
    this.drawing.now(this.stage.step);
    this.follow(() => this.#show());
  }

  #show() {
    const size = `${this.width} ${this.height}`;
    this.drawing.draw(this.component.data, { ...this.look, height: this.height, size });
  }

  leave() {
    super.leave();
    this.drawing.leave();
  }
}

/** The working of a step in numbers, and what the surface is like where the step begins. */
export class NumbersView extends View {
  constructor(component, stage) {
    super(component, stage, ".descent-inside");
    this.root.innerHTML = "<div></div><p></p>";
    [this.table, this.remark] = this.root.children;
    this.panels = [new NumbersPanel(this.table)];
  }

  get height() {
    return 0;
  }

  draw() {
    super.draw();
    if (this.stage.inside) this.remark.textContent = this.stage.inside.remarks[this.stage.row] ?? "";
  }
}
