// The surface in space with draped runs, each ending in a pin.

import { draped, exitBefore } from "./drape.js";
import { inSoftware, liveCamera, quieten, renew } from "./gl.js";
import { whenShown } from "./paint.js";
import { Panel, at, dotted, merge, shade } from "./figure.js";
import { _ } from "./words.js";

const DOT = 0.019; // heights, as parts of the greatest height of the window
const OPEN = 0.04;
const STEM = 0.11;
const HEAD = 0.116;
const FLAG = 0.19;
const AWAY = 1.3; // times as far for the camera where there is less room
const SMOOTH = 67; // milliseconds from a change until it is on the screen, where drawing is fast
const PATIENT = 1000; // milliseconds of rest at least while a run varies, where drawing is slow
const RIM = 1.42; // a red glyph behind the head, this much larger

/** Coordinates of one trace, and its marks. */
class Points {
  x = [];
  y = [];
  z = [];
  color = [];
  size = [];
  symbol = [];

  add(x, y, z, color) {
    this.x.push(x);
    this.y.push(y);
    this.z.push(z);
    if (color !== undefined) this.color.push(color);
  }

  gap() {
    this.add(null, null, null, this.color.at(-1) ?? 0);
  }

  get where() {
    return { x: this.x, y: this.y, z: this.z };
  }
}

export class SpacePanel extends Panel {
  #rest = null; // no frame before this time
  #waiting = false;
  #wanted;
  #camera; // of the scene, which a person turns

  /** `only` is the slot of the one run to show, or null for all. */
  constructor(plotly, element, only = null) {
    super(plotly, element);
    this.only = only;
  }

  get name() {
    return "space";
  }

  get kind() {
    return _("Surface in space");
  }

  caption(stage) {
    return this.only === null ? "" : stage.runs.find((run) => run.slot === this.only).label;
  }

  get config() {
    return { ...super.config, plotGlPixelRatio: inSoftware() ? 1 : 2 };
  }

  /**
   * The contour is there much sooner, and is seen first. Without a graphics card every frame in space
   * takes long; the other panels then get every other.
   */
  draw(stage, look) {
    this.#wanted = [stage, look];
    if (this.#waiting) return;
    if (this.#rest === null) {
      this.#waiting = true;
      whenShown(() => this.#render());
      return;
    }
    const wait = this.#rest - performance.now();
    if (wait > 0) this.#waiting = setTimeout(() => this.#render(), wait);
    else this.#render();
  }

  #render() {
    this.#waiting = false;
    if (!this.element.isConnected) return;
    const now = performance.now();
    super.draw(...this.#wanted);
    whenShown(() => {
      const over = performance.now() - now - SMOOTH;
      const rest = this.#wanted[0].fan?.held ? Math.max(over, PATIENT) : over;
      this.#rest = over > 0 ? performance.now() + rest : 0;
    });
  }

  /**
   * The camera stays where it is until the scene asks for another. Plotly remembers it only when the mouse
   * lets go over the surface: what the wheel or a finger did would be lost.
   */
  async show(traces, layout, frame) {
    const { scene } = layout;
    const asked = JSON.stringify(scene.camera);
    if (asked === this.#camera) scene.camera = liveCamera(this.element) ?? scene.camera;
    this.#camera = asked;
    await super.show(traces, layout, frame);
    quieten(this.element, "dots");
  }

  leave() {
    clearTimeout(this.#waiting);
    super.leave();
  }

  renew(traces, filled) {
    return renew(this.element, traces, filled, merge);
  }

  fill(stage, look, layout) {
    const { ground, lines } = draped(stage);
    const { top, styles, infimum } = stage.scene;
    const [line, dots, stems, heads, rims, exits] = Array.from({ length: 6 }, () => new Points());
    const customdata = [];
    for (const run of stage.seen) {
      if (this.only !== null && run.slot !== this.only) continue;
      const laid = lines[run.slot];
      const step = at(run, stage.step);
      for (let i = 0; i < laid.ends[step]; i += 1) {
        line.add(laid.x[i], laid.y[i], laid.z[i], shade(run, laid.age[i]));
      }
      line.gap();
      for (const k of dotted(run, stage.last, step, stage.scene.window)) {
        const [x, y] = [run.w[2 * k], run.w[2 * k + 1]];
        if (!ground.inside(x, y)) continue;
        dots.add(x, y, ground.height(x, y) + DOT * top, shade(run, k));
        customdata.push([run.label, k, run.loss[k] + (infimum ?? 0)]);
      }
      const exit = exitBefore(laid, run, ground, step);
      if (exit) exits.add(exit.x, exit.y, ground.height(exit.x, exit.y) + OPEN * top);
      const [x, y] = [run.w[2 * step], run.w[2 * step + 1]];
      if (!ground.inside(x, y)) continue;
      const [foot, style] = [ground.height(x, y), styles[run.slot]];
      stems.add(x, y, foot, shade(run, step));
      stems.add(x, y, foot + STEM * top, shade(run, step));
      stems.gap();
      heads.add(x, y, foot + HEAD * top, shade(run, run.count - 1));
      heads.size.push(style.size);
      heads.symbol.push(style.head);
      if (step < run.count - 1) continue;
      rims.add(x, y, foot + STEM * top);
      rims.size.push(style.size * RIM);
      rims.symbol.push(style.head);
    }
    return {
      lines: { ...line.where, line: { color: line.color } },
      dots: { ...dots.where, customdata, marker: { color: dots.color } },
      stems: { ...stems.where, line: { color: stems.color } },
      rims: { ...rims.where, marker: { size: rims.size, symbol: rims.symbol } },
      heads: { ...heads.where, marker: { color: heads.color, size: heads.size, symbol: heads.symbol } },
      exits: exits.where,
      ...still(stage, ground),
      layout: this.only === null && !stage.scene.fit ? {} : { scene: fartherAway(layout.scene) },
    };
  }
}

function fartherAway(scene) {
  const { eye } = scene.camera;
  const far = { x: eye.x * AWAY, y: eye.y * AWAY, z: eye.z * AWAY };
  const zaxis = { ...scene.zaxis, title: { text: "" } }; // there is no room for it either
  return { ...scene, zaxis, camera: { ...scene.camera, eye: far } };
}

/** Start and minima, which do not move with the step. */
function still(stage, ground) {
  const { top, minima } = stage.scene;
  const [start, stems, flags] = [new Points(), new Points(), new Points()];
  const [x, y] = stage.start;
  if (ground.inside(x, y)) start.add(x, y, ground.height(x, y) + OPEN * top);
  for (const [mx, my] of minima.filter((point) => ground.inside(...point))) {
    const foot = ground.height(mx, my);
    stems.add(mx, my, foot);
    stems.add(mx, my, foot + FLAG * top);
    stems.gap();
    flags.add(mx, my, foot + FLAG * top);
  }
  return { start: start.where, "minimum stems": stems.where, minima: flags.where };
}
