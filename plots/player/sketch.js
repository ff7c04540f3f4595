// A run under a person's hand, drawn over the plane. Plotly takes longer to draw the plane again than a hand
// that drags something waits; it draws the run once the hand rests.

import { END, LIGHT_HALO, at, dotted, rim } from "./figure.js";

const HALO = { width: 5, opacity: 0.8 };
const [LINE, DOT, RIM] = [2.2, 2.5, 2.2]; // pixels
const [SHAPE, MIDDLE] = [10, 8]; // of an outline: how large it is, and where

export class Sketch {
  /** Over what lies `under` the runs. */
  constructor(under) {
    this.canvas = document.createElement("canvas");
    under.after(this.canvas);
    this.clear();
  }

  clear() {
    this.canvas.hidden = true;
  }

  /** Draw a run up to a step, in the frame of a figure that Plotly has drawn. */
  draw(run, stage, look, { width, height, xaxis, yaxis }) {
    const { dark, plane, styles } = stage.scene;
    const style = styles[run.slot];
    const painted = (light) => (look.dark ? dark[light] : light);
    const { color } = plane.data.find(({ name }) => name === `line ${run.slot}`).line;
    const step = at(run, stage.step);
    const context = this.context(width, height);
    context.beginPath();
    context.rect(xaxis._offset, yaxis._offset, xaxis._length, yaxis._length);
    context.clip();
    const place = (k) => [xaxis._offset + xaxis.l2p(run.w[2 * k]), yaxis._offset + yaxis.l2p(run.w[2 * k + 1])];
    const line = new Path2D();
    for (let k = 0; k <= step; k += 1) line.lineTo(...place(k));
    const stroke = (path, strokeStyle, lineWidth, globalAlpha = 1) => {
      Object.assign(context, { strokeStyle, lineWidth, globalAlpha });
      context.stroke(path);
    };
    stroke(line, painted(LIGHT_HALO), HALO.width, HALO.opacity);
    stroke(line, painted(color), LINE);
    context.fillStyle = painted(style.colour);
    for (const k of dotted(run, stage.last, step, stage.scene.window)) {
      context.beginPath();
      context.arc(...place(k), DOT, 0, 2 * Math.PI);
      context.fill();
    }
    const size = (END * style.scale) / SHAPE;
    context.translate(...place(step));
    context.scale(size, size);
    context.translate(-MIDDLE, -MIDDLE);
    const end = new Path2D(style.outline);
    context.fill(end);
    stroke(end, rim(run, step, look, dark), RIM / size);
  }

  /** The canvas, empty, in the figure's size and the screen's sharpness. */
  context(width, height) {
    const { canvas } = this;
    const scale = window.devicePixelRatio;
    canvas.hidden = false;
    Object.assign(canvas, { width: width * scale, height: height * scale });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    return context;
  }
}
