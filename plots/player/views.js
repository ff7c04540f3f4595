// What stands in a component: the player with its plots and transport, and the loss curve.

import { CurvePanel } from "./curve.js";
import { isDark } from "./paint.js";
import { PlanePanel } from "./plane.js";
import { SpacePanel } from "./space.js";
import { TRANSPORT, Transport } from "./transport.js";

const PANES = 3;
const AROUND = 364; // pixels of the window that stand above and below the plots
const [LOWEST, TALLEST] = [280, 700];
const CAPTIONS = 44; // and in the layout that names every pane
const CURVE = 216;
const LAG = 80; // milliseconds

const KEY = `<p class="descent-key">○ start <span>★ minimum</span> <span class="local">☆ local minimum</span> <b>red</b> end <span>× left the window</span></p>`;

/** Panels in an element, drawn in the page's theme and at its width. */
class View {
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
    const look = { dark: isDark(this.root), font: fontFamily };
    const other = JSON.stringify(look) !== JSON.stringify(this.look);
    if (this.look && this.look.dark !== look.dark) this.themed?.(look.dark);
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

export class PlayerView extends View {
  constructor(component, stage, plotly) {
    super(component, stage, ".descent-player");
    this.plotly = plotly;
    this.root.innerHTML = `${KEY}<div class="descent-plots"></div>${TRANSPORT}`;
    this.plots = this.root.querySelector(".descent-plots");
    this.transport = new Transport(this.root.querySelector(".descent-transport"), this.stage);
  }

  update(component) {
    super.update(component);
    this.stage.show(component.data);
  }

  get height() {
    const given = this.component.data.height;
    if (given) return given;
    const captions = this.stage.scene.layout === "panes" ? CAPTIONS : 0;
    return Math.max(LOWEST, Math.min(TALLEST, window.innerHeight - AROUND - captions));
  }

  draw() {
    super.draw();
    this.transport.draw(this.stage);
    this.root.dataset.step = this.stage.step;
  }

  /** Make the panels that the layout asks for, if they are not there yet. */
  arrange() {
    const { scene, runs } = this.stage;
    const panes = scene.layout === "panes" ? runs.slice(0, PANES) : [];
    const arrangement = `${scene.layout} ${panes.length}`;
    if (arrangement !== this.arrangement) {
      this.arrangement = arrangement;
      for (const panel of this.panels) panel.leave();
      this.plots.replaceChildren();
      this.plots.className = `descent-plots ${scene.layout}`;
      this.panels = panes.length
        ? panes.map((run) => new SpacePanel(this.plotly, this.figure(), run.slot))
        : [
            new SpacePanel(this.plotly, this.figure()),
            new PlanePanel(this.plotly, this.figure(), (start) => this.pick(start)),
          ];
    }
    const local = scene.contour.data.some((trace) => trace.name === "local minima");
    this.root.querySelector(".descent-key .local").hidden = !local || panes.length > 0;
    this.panels.forEach((panel, i) => {
      const label = panes[i]?.label ?? "";
      const kind = panel instanceof PlanePanel ? "Contour plot" : "Surface in space";
      const figure = panel.element.closest("figure");
      figure.setAttribute("aria-label", `${kind}. ${label} ${this.component.data.description}`);
      figure.querySelector("figcaption").textContent = label;
    });
  }

  figure() {
    const figure = document.createElement("figure");
    const [caption, plot] = [document.createElement("figcaption"), document.createElement("div")];
    figure.append(caption, plot);
    this.plots.append(figure);
    return plot;
  }

  /** Names and table have colours too, and those come from the server. */
  themed(dark) {
    this.component.setTriggerValue("theme", dark);
  }

  pick(start) {
    this.component.setTriggerValue("start", start);
  }
}

export class CurveView extends View {
  #due = null;

  constructor(component, stage, plotly) {
    super(component, stage, ".descent-curve");
    this.root.setAttribute("role", "figure");
    this.root.setAttribute("aria-label", "Loss curve of every run");
    this.panels = [new CurvePanel(plotly, this.root)];
  }

  get height() {
    return CURVE;
  }

  /** The curve follows when the plots are on the screen. */
  draw() {
    this.#due ??= setTimeout(() => {
      this.#due = null;
      super.draw();
    }, LAG);
  }

  leave() {
    clearTimeout(this.#due);
    super.leave();
  }
}
