// What every component of ours is: panels in an element, which follow the stage, the theme and the width.

import { looks } from "./paint.js";
import { spoken } from "./words.js";

/** Panels in an element, drawn in the page's theme and at its width; `say` writes what else it says. */
export class View {
  #width = null;
  panels = [];

  constructor(component, stage, root) {
    this.stage = stage;
    this.root = component.parentElement.querySelector(root);
    this.quit = this.stage.join(this);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.root);
  }

  update(component) {
    this.component = component;
    const look = { ...looks(this.root), language: spoken() };
    const other = JSON.stringify(look) !== JSON.stringify(this.look);
    if (this.look && this.look.dark !== look.dark) this.themed?.(look.dark);
    if (this.look?.language !== look.language) this.say?.();
    this.look = look;
    if (other) this.draw();
  }

  /** Asked of the page once: to answer it lays out all that has changed. The observer tells of another. */
  get width() {
    return (this.#width ??= this.root.clientWidth);
  }

  get size() {
    return `${this.width} ${window.innerHeight}`;
  }

  resized() {
    this.#width = null;
    if (this.drawn !== this.size) this.draw();
  }

  draw() {
    if (!this.stage.ready || !this.look) return;
    this.drawn = this.size;
    this.arrange?.();
    const { height } = this;
    const look = { ...this.look, height, size: `${this.width} ${height}` };
    for (const panel of this.panels) panel.draw(this.stage, look);
  }

  leave() {
    this.quit();
    this.observer.disconnect();
    for (const panel of this.panels) panel.leave();
  }
}
