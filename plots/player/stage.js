// What is shown and at which step: the one state that all panels of a page share.

import { Examples } from "./examples.js";
import { Fan } from "./fan.js";
import { decode, points } from "./paint.js";
import { Reveal } from "./reveal.js";

const FULL_RUN = 6000; // milliseconds for a whole path at speed 1, whatever its length

export class Stage {
  scene = null;
  runs = [];
  fan = null; // what the scrubber moves, where that is not the step
  inside = null; // what the first run is made of, where the page looks into it
  start = null;
  step = 0;
  last = 0;
  speed = 1;
  loop = false;
  playing = false;
  reveal = new Reveal(); // what a lesson holds back
  revision = 0; // of scene and runs together
  #parts = new Map(); // scenes and runs that have arrived, by their ids
  #cast = null;
  #panels = new Set();
  #since = null;
  #frame = null;
  #shown = null;

  /** Have `panel.draw()` called at every change; returns how to stop that. */
  join(panel) {
    this.#panels.add(panel);
    return () => this.#panels.delete(panel);
  }

  /** The runs that may be seen. */
  get seen() {
    return this.reveal.locked ? [] : this.runs;
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
    const { scene, runs, inside, step, fan } = this.#cast ?? { runs: [] };
    const ids = [scene, ...runs.map((run) => run.id), ...(inside ? [inside] : []), ...(fan ? [fan.id] : [])];
    if (!ids.every((id) => this.#parts.has(id))) return;
    const led = this.reveal.tell(this.#cast.reveal);
    const key = JSON.stringify([scene, runs, inside, fan]);
    if (key === this.#shown) {
      if (led) this.#follow(led);
      return;
    }
    this.#shown = key;
    const atEnd = this.ready ? this.step >= this.last : step === undefined;
    if (!this.ready) this.step = step ?? 0;
    this.scene = this.#parts.get(scene);
    this.runs = runs.map((run) => read(this.#parts.get(run.id), run));
    this.inside = inside ? opened(this.#parts.get(inside)) : null;
    this.start = this.runs[0].w.slice(0, 2);
    this.#changed(atEnd);
    this.#open(fan);
    for (const id of [...this.#parts.keys()].filter((id) => !ids.includes(id))) this.#parts.delete(id);
    this.#restartClock();
    if (led) this.#follow(led);
    else this.redraw();
  }

  /** Go where a lesson leads, and play if there is a way to play. */
  #follow({ from, to }) {
    this.playing = false;
    this.step = from;
    if (from < to) this.toggle();
    else this.redraw();
  }

  /** The runs are others: those who were at the end are again. */
  #changed(atEnd) {
    this.last = Math.max(...this.runs.map((run) => run.count - 1));
    this.step = atEnd && !this.playing ? this.last : Math.min(this.step, this.last);
    this.revision += 1;
  }

  /** Have the scrubber move along a fan. A value that a person holds there stays in the hand. */
  #open(fan) {
    const before = this.fan;
    this.fan = null;
    if (!fan) return;
    const own = this.runs.find((run) => run.slot === fan.slot);
    this.fan = new Fan(this.#parts.get(fan.id), own, fan.value);
    if (!before?.held || before.id !== fan.id || !this.fan.stops.includes(before.value)) return;
    this.fan.hold(before.value);
    this.#exchange(this.fan.run());
  }

  /** Have the scrubber move along the steps again, with the run as it was. */
  close() {
    if (!this.fan) return;
    this.#exchange(this.fan.own);
    this.fan = null;
    this.redraw();
  }

  /** Show the run at another of the fan's values, once a frame. */
  #vary(index) {
    this.fan.hold(this.fan.stops[Math.max(0, Math.min(this.end, Math.round(index)))]);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      if (!this.fan) return;
      this.#exchange(this.fan.run());
      this.redraw();
    });
  }

  #exchange(other) {
    const atEnd = this.step >= this.last;
    this.runs = this.runs.map((run) => (run.slot === other.slot ? other : run));
    this.#changed(atEnd);
  }

  /** Where the scrubber is, and where its end: along the steps, or along the values of a fan. */
  get place() {
    return this.fan ? this.fan.index : this.step;
  }

  get end() {
    return this.fan ? this.fan.stops.length - 1 : this.last;
  }

  go(place) {
    if (this.fan) this.#vary(place);
    else this.seek(place);
  }

  redraw() {
    for (const panel of this.#panels) panel.draw();
  }

  seek(step) {
    if (this.reveal.locked) return;
    this.reveal.leave();
    this.step = Math.max(0, Math.min(this.last, Math.round(step)));
    this.#restartClock();
    this.redraw();
  }

  pace(settings) {
    Object.assign(this, settings);
    this.#restartClock();
  }

  toggle() {
    if (this.reveal.locked) return;
    if (this.playing) return this.pause();
    if (this.step >= this.last) this.step = 0;
    this.playing = true;
    this.#restartClock();
    requestAnimationFrame(this.#tick);
    this.redraw();
  }

  #arrive() {
    this.playing = false;
    this.reveal.leave();
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
    const end = this.reveal.until ?? this.last;
    const rate = (end / FULL_RUN) * this.speed;
    const step = Math.floor(this.#since.step + (performance.now() - this.#since.time) * rate);
    if (step >= this.last && this.loop) {
      this.step = 0;
      this.#restartClock();
      this.redraw();
    } else if (step !== this.step) {
      this.step = Math.min(step, end);
      if (this.step >= end) this.#arrive();
      this.redraw();
    }
    if (this.playing) requestAnimationFrame(this.#tick);
  };
}

/** A run as it was sent; points too large for float32 are where it ends. */
function read(sent, { label, slot }) {
  const w = decode(sent.w);
  const clipped = new Set(sent.clipped); // steps whose gradient was shortened
  const band = sent.band?.map((each) => decode(each));
  const examples = sent.examples && new Examples(sent.examples);
  const [loss, evaluations] = [decode(sent.loss), sent.evaluations];
  return { label, slot, w, loss, evaluations, examples, clipped, band, count: points(w) };
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
