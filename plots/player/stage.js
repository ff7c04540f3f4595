// What is shown and at which step: the one state that all panels of a page share.

import { decode } from "./paint.js";

const FULL_RUN = 6000; // milliseconds for a whole path at speed 1, whatever its length

export class Stage {
  scene = null;
  runs = [];
  inside = null; // what the first run is made of, where the page looks into it
  start = null;
  step = 0;
  last = 0;
  speed = 1;
  loop = false;
  playing = false;
  revision = 0; // of scene and runs together
  #parts = new Map(); // scenes and runs that have arrived, by their ids
  #cast = null;
  #panels = new Set();
  #since = null;
  #shown = null;

  /** Have `panel.draw()` called at every change; returns how to stop that. */
  join(panel) {
    this.#panels.add(panel);
    return () => this.#panels.delete(panel);
  }

  get ready() {
    return this.scene !== null;
  }

  /** The step, counted from 0, that the first run takes from where it is; at its end the last one. */
  get row() {
    return Math.min(this.step, this.runs[0].count - 2);
  }

  /** The first run's working, for the panel of numbers. */
  get working() {
    return this.inside && { run: 0, payload: this.inside.working };
  }

  /** A scene or a run, which `read` gives. It is shown once the cast names it. */
  receive(id, read) {
    if (!this.#parts.has(id)) this.#parts.set(id, read());
    this.#perform();
  }

  /** Which scene and which runs to show. */
  show(cast) {
    if (cast === this.#cast) return;
    this.#cast = cast;
    this.#perform();
  }

  /** Parts arrive one by one, in any order; the old ones stay on until the new are complete. */
  #perform() {
    const { scene, runs, inside, step } = this.#cast ?? { runs: [] };
    const ids = [scene, ...runs.map((run) => run.id), ...(inside ? [inside] : [])];
    if (!ids.every((id) => this.#parts.has(id))) return;
    const key = JSON.stringify([scene, runs, inside]);
    if (key === this.#shown) return;
    this.#shown = key;
    const atEnd = this.ready ? this.step >= this.last : step === undefined;
    if (!this.ready) this.step = step ?? 0;
    this.scene = this.#parts.get(scene);
    this.runs = runs.map((run) => read(this.#parts.get(run.id), run));
    this.inside = inside ? opened(this.#parts.get(inside)) : null;
    this.start = this.runs[0].w.slice(0, 2);
    this.last = Math.max(...this.runs.map((run) => run.count - 1));
    this.step = atEnd && !this.playing ? this.last : Math.min(this.step, this.last);
    this.revision += 1;
    for (const id of [...this.#parts.keys()].filter((id) => !ids.includes(id))) this.#parts.delete(id);
    this.#restartClock();
    this.redraw();
  }

  redraw() {
    for (const panel of this.#panels) panel.draw();
  }

  seek(step) {
    this.step = Math.max(0, Math.min(this.last, Math.round(step)));
    this.#restartClock();
    this.redraw();
  }

  pace(settings) {
    Object.assign(this, settings);
    this.#restartClock();
  }

  toggle() {
    if (this.playing) return this.pause();
    if (this.step >= this.last) this.step = 0;
    this.playing = true;
    this.#restartClock();
    requestAnimationFrame(this.#tick);
    this.redraw();
  }

  pause() {
    this.playing = false;
    this.redraw();
  }

  #restartClock() {
    this.#since = { time: performance.now(), step: this.step };
  }

  /** The step follows the clock, so a slow machine drops frames but ends on time. */
  #tick = () => {
    if (!this.playing) return;
    const rate = (this.last / FULL_RUN) * this.speed;
    const step = Math.floor(this.#since.step + (performance.now() - this.#since.time) * rate);
    if (step >= this.last && this.loop) {
      this.step = 0;
      this.#restartClock();
      this.redraw();
    } else if (step !== this.step) {
      this.step = Math.min(step, this.last);
      if (this.step >= this.last) this.playing = false;
      this.redraw();
    }
    if (this.playing) requestAnimationFrame(this.#tick);
  };
}

/** A run as it was sent; points too large for float32 are where it ends. */
function read(sent, { label, slot }) {
  const w = decode(sent.w);
  let count = w.length / 2;
  while (count > 1 && !(isFinite(w[2 * count - 2]) && isFinite(w[2 * count - 1]))) count -= 1;
  const clipped = new Set(sent.clipped); // steps whose gradient was shortened
  const band = sent.band?.map((each) => decode(each));
  return { label, slot, w, loss: decode(sent.loss), evaluations: sent.evaluations, clipped, band, count };
}

/** The inside of a run with its arrays unpacked. */
function opened(inside) {
  const arrows = (list) =>
    list.map((arrow) => ({ ...arrow, tail: decode(arrow.tail), vector: decode(arrow.vector) }));
  return {
    ...inside,
    arrows: arrows(inside.arrows),
    beside: inside.beside.map((each) => ({ ...each, arrows: arrows(each.arrows) })),
    slope: decode(inside.slope),
    hessian: decode(inside.hessian),
  };
}
