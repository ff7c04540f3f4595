// What every component of ours is: panels in an element, which follow the stage, the theme and the width.

import { isDark } from "./paint.js";
import { spoken } from "./words.js";

/** Panels in an element, drawn in the page's theme and at its width; `say` writes what else it says. */
export class View {
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
    const { fontFamily } = getComputedStyle(this.root);
    const look = { dark: isDark(this.root), font: fontFamily, language: spoken() };
    const other = JSON.stringify(look) !== JSON.stringify(this.look);
    if (this.look && this.look.dark !== look.dark) this.themed?.(look.dark);
    if (this.look?.language !== look.language) this.say?.();
    this.look = look;
    if (other) this.draw();
  }

  get size() {
    return `${this.root.clientWidth} ${window.innerHeight}`;
  }

  resized() {
    if (this.drawn !== this.size) this.draw();
  }

  draw() {
    if (!this.stage.ready || !this.look) return;
    this.drawn = this.size;
    this.arrange?.();
    const { height } = this;
    const look = { ...this.look, height, size: `${this.root.clientWidth} ${height}` };
    for (const panel of this.panels) panel.draw(this.stage, look);
  }

  leave() {
    this.quit();
    this.observer.disconnect();
    for (const panel of this.panels) panel.leave();
  }
}
