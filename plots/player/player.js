// The components that Streamlit mounts: the scene (data only), the player and the loss curve.
// They share a stage because they share this module.

import { isDark, plotly } from "./paint.js";
import { Stage } from "./stage.js";
import { SpacePanel } from "./space.js";
import { PlanePanel } from "./plane.js";
import { CurvePanel } from "./curve.js";
import { TRANSPORT, Transport } from "./transport.js";

const PANES = 3;
const AROUND = 364; // pixels of the window that stand above and below the plots
const [LOWEST, TALLEST] = [280, 700];
const CAPTIONS = 44; // and in the layout that names every pane
const CURVE = 216;

const KEY = `<p class="descent-key">○ start <span>★ minimum</span> <b>red</b> end <span>× left the window</span></p>`;

const stages = new Map();

function stageOf(name) {
  if (!stages.has(name)) stages.set(name, new Stage());
  return stages.get(name);
}

/** The scene's figures, for whoever draws on the stage of that name. */
export function scene({ data }) {
  stageOf(data.stage).setScene(data);
}

const views = new WeakMap();

/** Make a view once; from then on it is told of every change of data or theme. */
async function mount(component, make) {
  const { parentElement } = component;
  const library = await plotly();
  if (!views.has(parentElement)) views.set(parentElement, make(component, library));
  views.get(parentElement).update(component);
  return () => {
    views.get(parentElement)?.leave();
    views.delete(parentElement);
  };
}

/** Panels in an element, drawn in the page's theme and at its width. */
class View {
  panels = [];

  constructor(component, root) {
    this.stage = stageOf(component.data.stage);
    this.root = component.parentElement.querySelector(root);
    this.quit = this.stage.join(this);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.root);
  }

  update(component) {
    this.component = component;
    const { fontFamily } = getComputedStyle(this.root);
    this.look = { dark: isDark(this.root), font: fontFamily };
    this.draw();
  }

  resized() {
    const size = `${this.root.clientWidth} ${window.innerHeight}`;
    if (this.size !== size) this.draw();
    this.size = size;
  }

  draw() {
    if (!this.stage.ready || !this.look) return;
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

class PlayerView extends View {
  constructor(component, library) {
    super(component, ".descent-player");
    this.library = library;
    this.root.innerHTML = `${KEY}<div class="descent-plots"></div>${TRANSPORT}`;
    this.plots = this.root.querySelector(".descent-plots");
    this.transport = new Transport(this.root.querySelector(".descent-transport"), this.stage);
  }

  update(component) {
    this.stage.setRuns(component.data);
    super.update(component);
  }

  get height() {
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
        ? panes.map((run) => new SpacePanel(this.library, this.figure(), run.slot))
        : [
            new SpacePanel(this.library, this.figure()),
            new PlanePanel(this.library, this.figure(), (start) => this.pick(start)),
          ];
    }
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

  pick(start) {
    this.component.setTriggerValue("start", start);
  }
}

class CurveView extends View {
  constructor(component, library) {
    super(component, ".descent-curve");
    this.root.setAttribute("role", "figure");
    this.root.setAttribute("aria-label", "Loss curve of every run");
    this.panels = [new CurvePanel(library, this.root)];
  }

  get height() {
    return CURVE;
  }
}

export const player = (component) => mount(component, (...made) => new PlayerView(...made));
export const curve = (component) => mount(component, (...made) => new CurveView(...made));
