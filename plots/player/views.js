// The player: its plots, their key, and the transport below.

import { CloseUpPanel } from "./closeup.js";
import { FitPanel } from "./fit.js";
import { PlanePanel } from "./plane.js";
import { SpacePanel } from "./space.js";
import { Transport } from "./transport.js";
import { View } from "./view.js";
import { _ } from "./words.js";

const PANES = 3;
const AROUND = 364; // pixels of the window that stand above and below the plots
const CHARTS = 490; // and with the charts of a run's inside
const [LOWEST, TALLEST] = [250, 700];
const [LEAST, GAP, EDGE] = [120, 8, 16]; // pixels, where the plots fill the window
const CAPTIONS = 44; // and in the layouts that name every pane
const REST = 500; // milliseconds until a step that stays is told

const mark = (glyph, what, name = "") => `<span class="${name}">${glyph} ${what}</span>`;

/** What the marks in the plots mean. */
const marks = () =>
  [
    mark("○", _("start")),
    mark("★", _("minimum")),
    mark("☆", _("local minimum"), "local"),
    mark("◦", _("gradient clipped"), "clipped"),
    mark("◯", _("in the next batch"), "batch"),
    mark("", _("<b>red</b> end")),
    mark("×", _("left the window")),
  ].join(" ");

export class PlayerView extends View {
  #resting = null;

  constructor(component, stage, plotly) {
    super(component, stage, ".descent-player");
    this.plotly = plotly;
    this.root.innerHTML = `<p class="descent-key"></p><div class="descent-plots"></div>`;
    [this.key, this.plots] = this.root.children;
  }

  /** Key and transport anew; the plots stay, and with them camera and step. */
  say() {
    this.key.innerHTML = marks();
    this.transport?.leave();
    this.transport?.element.remove();
    const element = Object.assign(document.createElement("div"), { className: "descent-transport", role: "group" });
    this.root.append(element);
    this.transport = new Transport(element, this.stage, (name, value) =>
      this.component.setTriggerValue(name, value),
    );
  }

  update(component) {
    super.update(component);
    this.root.classList.toggle("fills", component.data.height === "fill");
    this.transport.fans.offer(component.data);
    this.stage.show(component.data);
  }

  get height() {
    const given = this.component.data.height;
    if (given === "fill") return this.room;
    if (given) return given;
    const captions = ["panes", "beside"].includes(this.stage.scene.layout) ? CAPTIONS : 0;
    const around = (this.component.data.around ?? (this.stage.inside ? CHARTS : AROUND)) + captions;
    const square = this.stage.inside || this.panels.length === 1;
    const most = square ? this.width / this.panels.length : TALLEST;
    return Math.max(LOWEST, Math.min(most, window.innerHeight - around));
  }

  /** What a window that shows nothing else leaves to a plot. */
  get room() {
    const columns = getComputedStyle(this.plots).gridTemplateColumns.split(" ").length;
    const rows = Math.ceil(this.plots.children.length / columns);
    const top = this.plots.getBoundingClientRect().top + (rows - 1) * GAP;
    const below = this.transport.element.offsetHeight + EDGE;
    return Math.max(LEAST, (window.innerHeight - top - below) / rows);
  }

  draw() {
    super.draw();
    this.transport?.draw(this.stage); // another component may come first, and draw the stage
    this.root.dataset.step = this.stage.step;
    if (this.component?.data.step !== undefined) this.#tellStep();
  }

  /** A page that keeps the step in its link hears of it once the step rests. */
  #tellStep() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const { step, playing } = this.stage;
      if (!playing && step !== this.component.data.step) this.component.setTriggerValue("step", step);
    }, REST);
  }

  leave() {
    super.leave();
    clearTimeout(this.#resting);
    this.transport?.leave();
  }

  /** Make the panels that the layout asks for, if they are not there yet. */
  arrange() {
    const { scene, runs } = this.stage;
    const arrangement = `${scene.layout} ${scene.layout === "panes" ? runs.length : ""} ${Boolean(scene.fit)}`;
    if (arrangement !== this.arrangement) {
      this.arrangement = arrangement;
      for (const panel of this.panels) panel.leave();
      this.plots.replaceChildren();
      this.root.dataset.layout = scene.layout;
      this.plots.className = `descent-plots ${scene.layout} ${scene.fit ? "data" : ""}`;
      this.panels = this.laidOut(scene, runs);
    }
    const plane = this.panels.some((panel) => panel instanceof PlanePanel);
    const local = scene.contour.data.some((trace) => trace.name === "local minima");
    const clipped = runs.some((run) => run.clipped.size > 0);
    this.key.querySelector(".local").hidden = !(local && plane);
    this.key.querySelector(".clipped").hidden = !(clipped && plane);
    const batches = scene.fit && runs.some(({ examples }) => examples?.places);
    this.key.querySelector(".batch").hidden = !(batches && scene.layout === "linked");
    for (const panel of this.panels) {
      const caption = panel.caption(this.stage);
      const figure = panel.element.closest("figure");
      const { description } = this.component.data;
      figure.setAttribute("aria-label", [panel.kind, caption, description].filter(Boolean).join(". "));
      figure.querySelector("figcaption").textContent = caption;
    }
  }

  laidOut({ layout, fit: data }, runs) {
    const space = (slot) => new SpacePanel(this.plotly, this.figure(), slot);
    const plane = () => new PlanePanel(this.plotly, this.figure(), (start) => this.pick(start));
    const fit = () => new FitPanel(this.plotly, this.figure());
    const closeUp = (which) => new CloseUpPanel(this.plotly, this.figure(), which);
    if (layout === "panes") return runs.slice(0, PANES).map((run) => space(run.slot));
    if (layout === "step") return [plane(), closeUp()];
    if (layout === "beside") return [closeUp(0), closeUp(1)];
    if (layout === "contour") return [plane()];
    if (layout === "surface") return [space()];
    return data ? [space(), plane(), fit()] : [space(), plane()];
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
