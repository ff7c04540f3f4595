// Paths laid on the drawn surface. A straight chord between two iterates would dive under it.

import { decode } from "./paint.js";

const PIECES = 90; // a piece is at most this part of the window
const REACH = 100; // windows
const SLACK = 1e-6; // windows, for rounding
const LIFT = 0.012; // of the greatest height, so that the line is not in the surface

/** Heights on the drawn grid: a Surface trace's z, over the scene's window. */
class Ground {
  constructor(z, shape, window) {
    [this.rows, this.columns] = shape;
    this.z = z;
    [this.x0, this.x1] = window.w1;
    [this.y0, this.y1] = window.w2;
  }

  /** Whether a point is in the window, or at most `slack` windows beside it. */
  inside(x, y, slack = 0) {
    const [width, height] = [slack * (this.x1 - this.x0), slack * (this.y1 - this.y0)];
    return (
      x >= this.x0 - width && x <= this.x1 + width && y >= this.y0 - height && y <= this.y1 + height
    );
  }

  /** Near enough to be seen by zooming out; a mark much farther away cannot be placed in a page. */
  near(x, y) {
    const [width, height] = [this.x1 - this.x0, this.y1 - this.y0];
    return Math.abs(x - this.x0) < REACH * width && Math.abs(y - this.y0) < REACH * height;
  }

  /** Bilinear, as the surface is drawn. */
  height(x, y) {
    const i = ((x - this.x0) / (this.x1 - this.x0)) * (this.columns - 1);
    const j = ((y - this.y0) / (this.y1 - this.y0)) * (this.rows - 1);
    const c = Math.max(0, Math.min(this.columns - 2, Math.floor(i)));
    const r = Math.max(0, Math.min(this.rows - 2, Math.floor(j)));
    const k = r * this.columns + c;
    const [a, b] = [i - c, j - r];
    const near = this.z[k] * (1 - a) + this.z[k + 1] * a;
    const far = this.z[k + this.columns] * (1 - a) + this.z[k + this.columns + 1] * a;
    return near * (1 - b) + far * b;
  }

  /**
   * The part [t0, t1] of a segment that lies inside, or null (Liang and Barsky). Null too where the
   * segment is so long that its points cannot be told from one another.
   */
  clip(x, y, dx, dy) {
    let [t0, t1] = [0, 1];
    const sides = [[-dx, x - this.x0], [dx, this.x1 - x], [-dy, y - this.y0], [dy, this.y1 - y]];
    for (const [p, q] of sides) {
      if (p === 0 && q < 0) return null;
      if (p < 0) t0 = Math.max(t0, q / p);
      if (p > 0) t1 = Math.min(t1, q / p);
    }
    const known = (t) => this.inside(x + dx * t, y + dy * t, SLACK);
    return t0 <= t1 && known(t0) && known(t1) ? [t0, t1] : null;
  }
}

/**
 * The draped line of one run: coordinates with gaps (NaN) where it is outside the window, the age
 * of every vertex in steps, and where each step's vertices end.
 */
function drape(run, ground, top) {
  const [x, y, z, age] = [[], [], [], []];
  const ends = new Int32Array(run.count);
  const exits = [];
  const put = (px, py, step) => {
    x.push(px);
    y.push(py);
    z.push(ground.height(px, py) + LIFT * top);
    age.push(step);
  };
  const unit = [(ground.x1 - ground.x0) / PIECES, (ground.y1 - ground.y0) / PIECES];
  if (ground.inside(run.w[0], run.w[1])) put(run.w[0], run.w[1], 0);
  ends[0] = x.length;
  for (let k = 1; k < run.count; k += 1) {
    const [fx, fy, tx, ty] = run.w.subarray(2 * k - 2, 2 * k + 2);
    const [dx, dy] = [tx - fx, ty - fy];
    const part = ground.clip(fx, fy, dx, dy);
    if (part) {
      const [t0, t1] = part;
      const length = (t1 - t0) * Math.max(Math.abs(dx) / unit[0], Math.abs(dy) / unit[1]);
      const pieces = Math.max(1, Math.min(3 * PIECES, Math.ceil(length)));
      if (t0 > 0) put(NaN, NaN, k); // it comes back in: a gap, then the edge
      for (let i = t0 > 0 ? 0 : 1; i <= pieces; i += 1) {
        const t = t0 + ((t1 - t0) * i) / pieces;
        put(fx + dx * t, fy + dy * t, k - 1 + t);
      }
      if (t1 < 1) exits.push({ step: k, x: fx + dx * t1, y: fy + dy * t1 });
    }
    ends[k] = x.length;
  }
  return { x, y, z, age, ends, exits };
}

/** Where `run` last left the window before `step`, if it is outside then. */
export function exitBefore(laid, run, ground, step) {
  if (ground.inside(run.w[2 * step], run.w[2 * step + 1])) return null;
  return laid.exits.findLast((exit) => exit.step <= step) ?? null;
}

const prepared = new WeakMap(); // by stage
const grounds = new WeakMap(); // by scene
const laid = new WeakMap(); // by run: its line, and the ground that it lies on

/** The ground and every run's line on it, computed once for a scene and its runs. */
export function draped(stage) {
  const found = prepared.get(stage);
  if (found?.revision === stage.revision) return found;
  const ground = groundOf(stage.scene);
  const lines = stage.runs.map((run) => [run.slot, lineOf(run, ground, stage.scene.top)]);
  const made = { revision: stage.revision, ground, lines: Object.fromEntries(lines) };
  prepared.set(stage, made);
  return made;
}

function groundOf(scene) {
  if (!grounds.has(scene)) {
    const { z } = scene.space.data.find((trace) => trace.name === "surface");
    grounds.set(scene, new Ground(decode(z.bdata), z.shape.split(",").map(Number), scene.window));
  }
  return grounds.get(scene);
}

/** While one run varies the others keep their lines. */
function lineOf(run, ground, top) {
  const known = laid.get(run);
  if (known?.ground === ground) return known.line;
  const line = drape(run, ground, top);
  laid.set(run, { ground, line });
  return line;
}
