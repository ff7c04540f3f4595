// What the panels have in common: one Plotly figure, filled from the stage and drawn again.

import { pageColour, recolour } from "./paint.js";
import { N_, _, spoken } from "./words.js";

const MOST_DOTS = 120; // a run
const APART = 2000; // a part of the window, less than a pixel
const LARGE = 560; // pixels of height: above, text grows for the projector
const LIGHT_END = "#E3172F";
export const LIGHT_HALO = "#FEFFFF";
export const END = 14.5; // pixels

/**
 * One figure of the scene in one element. Subclasses give its `name` and its moving parts:
 * fill(stage, look, layout) returns what changes of each trace, by its name, and of the layout.
 */
export class Panel {
  #figure = null;
  #key = null;
  #frame = null;

  constructor(plotly, element) {
    Object.assign(this, { plotly, element });
  }

  draw(stage, look) {
    const key = `${stage.scene.id} ${look.dark} ${look.size} ${look.language}`;
    const fresh = key !== this.#key;
    if (fresh) {
      this.#key = key;
      this.#figure = recolour(this.source(stage), look.dark ? stage.scene.dark : {});
      const font = { size: look.height > LARGE ? 15 : 13, family: look.font };
      const width = this.element.clientWidth;
      Object.assign(this.#figure.layout, { width, height: look.height, font });
      keepTicks(this.#figure.layout);
    }
    const { data, layout } = this.#figure;
    const filled = this.lean(this.fill(stage, look, layout));
    // Traces of runs that are not there have nothing to draw, and yet each takes Plotly its time.
    const present = data.filter(({ name, x, z }) => filled[name] || x || z);
    const traces = present.map((trace) => merge(trace, filled[trace.name]));
    if (!fresh && this.renew(traces, filled)) return null;
    // A copy: Plotly writes zooms into it, and keeps them only while what it is given stays the same.
    const frame = `${this.frame(stage)} ${look.language}`;
    return this.show(traces, structuredClone({ ...layout, ...filled.layout }), frame);
  }

  /** What is filled in, as far as Plotly is told: panels that renew traces in place need them all. */
  lean(filled) {
    return filled;
  }

  /** The figure as it was sent. */
  source(stage) {
    return stage.scene[this.name];
  }

  /**
   * Plotly is told the configuration once: one with buttons never equals itself for it. A figure with
   * another frame is made anew: axes of one scale keep something of the old frame otherwise. So is one in
   * another language, for its buttons.
   */
  async show(traces, layout, frame) {
    if (frame === this.#frame) return this.plotly.react(this.element, traces, layout);
    this.#frame = frame;
    await this.plotly.newPlot(this.element, traces, layout, this.config);
    return this.made();
  }

  /** What the figure frames; one that keeps its camera throughout has a single frame. */
  frame() {
    return "";
  }

  /** Called when Plotly has made the figure anew, without listeners. */
  made() {}

  get config() {
    return { ...withPicture(this.plotly, () => this.download(this.element.data)), scrollZoom: true };
  }

  /** Save what is seen as a picture. */
  download(data, images = []) {
    savePicture(this.plotly, this.element, data, images);
  }

  /** Change only what moved, where that is much cheaper; false if the figure must be drawn anew. */
  renew() {
    return false;
  }

  leave() {
    this.plotly.purge(this.element);
  }
}

/**
 * Keep the labels of all ticks of a layout: to hide those that reach beyond the figure, Plotly measures each
 * in the page, a third of the time that drawing takes. Our margins have room for them.
 */
export function keepTicks(layout) {
  for (const [name, axis] of Object.entries(layout)) {
    if (/^[xy]axis/.test(name)) axis.ticklabeloverflow = "allow";
  }
}

/** What Plotly itself says, on its buttons and where a person zooms. */
const PLOTLYS = [
  N_("Zoom"),
  N_("Pan"),
  N_("Box Select"),
  N_("Lasso Select"),
  N_("Zoom in"),
  N_("Zoom out"),
  N_("Autoscale"),
  N_("Reset axes"),
  N_("Orbital rotation"),
  N_("Turntable rotation"),
  N_("Reset camera to default"),
  N_("Reset camera to last save"),
  N_("Double-click to zoom back out"),
];

/** A configuration of Plotly in the reader's language whose own button for a picture is ours. */
export function withPicture(plotly, click) {
  const dictionary = Object.fromEntries(PLOTLYS.map((text) => [text, _(text)]));
  return {
    locale: spoken(),
    locales: { [spoken()]: { dictionary } },
    displaylogo: false,
    showSendToCloud: false,
    modeBarButtonsToRemove: ["toImage"],
    modeBarButtonsToAdd: [{ name: _("Download picture"), icon: plotly.Icons.camera, click }],
  };
}

/** Save a figure as a picture. The page shines through the figure; the picture brings it along. */
export function savePicture(plotly, element, data = element.data, images = []) {
  const { layout, _fullLayout: { width, height } } = element;
  const all = [...(layout.images ?? []), ...images];
  const figure = { data, layout: { ...layout, images: all, paper_bgcolor: pageColour(element) } };
  plotly.downloadImage(figure, { format: "png", filename: "descent", scale: 2, width, height });
}

/** `trace` with what is `filled` in; its marker and line keep what is not. */
export function merge(trace, filled) {
  if (!filled) return trace;
  const merged = { ...trace, ...filled };
  if (filled.marker) merged.marker = { ...trace.marker, ...filled.marker };
  if (filled.line) merged.line = { ...trace.line, ...filled.line };
  return merged;
}

/** What is `filled` in, without traces that have no points: each would take Plotly its time. */
export const pointed = (filled) =>
  Object.fromEntries(Object.entries(filled).filter(([, { x }]) => x?.length !== 0));

/**
 * The marks of `traces` as one trace, which says beside each whose it is: each trace takes Plotly its time, however
 * few its marks.
 */
export function gathered(traces) {
  const of = (value, i) => (Array.isArray(value) ? value[i] : value);
  const each = (read) => traces.flatMap((trace) => Array.from(trace.x, (_, i) => of(read(trace), i)));
  const [x, y, customdata] = [each(({ x }) => x), each(({ y }) => y), each(({ name }) => name)];
  const marker = { line: {} };
  for (const part of ["color", "size", "symbol", "opacity"]) marker[part] = each((trace) => trace.marker[part]);
  for (const part of ["color", "width"]) marker.line[part] = each((trace) => trace.marker.line?.[part]);
  return { name: "marks", mode: "markers", hoverinfo: "skip", showlegend: false, x, y, customdata, marker };
}

/** The step at which `run` stands when the stage is at `step`: a run may have ended before. */
export const at = (run, step) => Math.min(step, run.count - 1);

/** `run` at `age` steps, on the scale of ages: pale when early, strong when late. */
export const shade = (run, age) => run.slot + (0.998 * age) / Math.max(1, run.count - 1);

/** The rim of a run's mark at `step`: red where the run ends, a halo before. */
export function rim(run, step, look, dark) {
  const colour = step === run.count - 1 ? LIGHT_END : LIGHT_HALO;
  return look.dark ? dark[colour] : colour;
}

/**
 * The steps of `run` that get a dot until `step`: every k-th, k in 1, 2, 5, 10, ..., so that the longest
 * run, of `last` steps, has at most 120. None lies on the one before it, as where a run has arrived.
 */
export function dotted(run, last, step, window) {
  let every = 1;
  for (let i = 0; last / every > MOST_DOTS; i += 1) every = [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3);
  const [apart1, apart2] = [window.w1, window.w2].map(([low, high]) => (high - low) / APART);
  const [steps, { w }] = [[], run];
  let shown = -1;
  for (let k = 0; k <= step; k += every) {
    const [x, y] = [w[2 * k] - w[2 * shown], w[2 * k + 1] - w[2 * shown + 1]];
    if (shown >= 0 && Math.abs(x) < apart1 && Math.abs(y) < apart2) continue;
    steps.push(k);
    shown = k;
  }
  return steps;
}
