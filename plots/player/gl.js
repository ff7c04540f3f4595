// Plotly's scene in space, told only what moved. This reaches behind Plotly's interface: its version is
// pinned, a browser test compares what is drawn with the path, and whatever is not as expected here
// is left to Plotly, which draws the whole scene anew.

const prepared = new WeakSet();

function sceneOf(element) {
  const scene = element._fullLayout?.scene?._scene;
  return scene?.glplot?.objects && scene.traces ? scene : null;
}

/** Where the surface is looked at from right now; undefined if it is not drawn. */
export function liveCamera(element) {
  return sceneOf(element)?.getCamera();
}

let slow;

/** Whether the browser draws in software, where four samples a pixel are slow. */
export function inSoftware() {
  slow ??= /swiftshader|llvmpipe|softpipe|basic render/i.test(renderer());
  return slow;
}

function renderer() {
  const gl = document.createElement("canvas").getContext("webgl");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  return info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : "";
}

/**
 * Plotly draws everything twice, the second time to know what the mouse points at, and waits for the
 * graphics card to hand that back. Here only `pointed` traces answer, and only under the mouse.
 */
export function quieten(element, pointed) {
  const scene = sceneOf(element);
  if (!scene) return;
  const { glplot } = scene;
  for (const object of glplot.objects) if (object._trace?.name !== pointed) object.drawPick = null;
  if (prepared.has(glplot)) return;
  prepared.add(glplot);
  steady(scene);
  const { gl } = glplot;
  const read = gl.readPixels.bind(gl);
  let under = element.matches(":hover");
  gl.readPixels = (...buffer) => under && read(...buffer);
  element.addEventListener("pointerenter", () => {
    under = true;
    for (const object of glplot.objects) object.dirty = true;
    glplot.redraw();
  });
  element.addEventListener("pointerleave", () => {
    under = false;
  });
}

/**
 * The surface turns as far as the mouse moves, at once. Plotly lets it turn on at the mouse's speed until
 * the next frame, the farther the slower frames are; told its mode anew, it ignores the mouse for half a
 * second.
 */
function steady(scene) {
  const { view } = scene.camera;
  for (const name of ["rotate", "pan"]) {
    const move = view[name];
    view[name] = (time, ...by) => {
      move.call(view, time, ...by);
      view.idle(time);
    };
  }
  const { updateFx } = scene;
  let told = scene.fullSceneLayout.dragmode;
  scene.updateFx = (dragmode, hovermode) => {
    scene.fullSceneLayout.hovermode = hovermode;
    if (dragmode !== told) updateFx.call(scene, (told = dragmode), hovermode);
  };
}

/**
 * A line or marker with its colours as channels from 0 to 1. Plotly would make a text of every number
 * on the colour scale, and read that again, for every vertex of every run.
 */
function inChannels({ color, colorscale, cmin, cmax }) {
  const stops = colorscale.map(([at, hex]) => [at, [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)]);
  const between = (value) => {
    const at = (value - cmin) / (cmax - cmin);
    const next = Math.max(1, stops.findIndex(([stop]) => stop >= at));
    const [[low, from], [high, to]] = [stops[next - 1], stops[next]];
    const part = high > low ? (at - low) / (high - low) : 0;
    return from.map((channel, i) => channel + part * (to[i] - channel));
  };
  return { color: color.map(between), colorscale: undefined };
}

/** Give the drawn traces what `filled` has for them, by name; false if Plotly must draw instead. */
export function renew(element, traces, filled, merge) {
  const scene = sceneOf(element);
  const moves = traces.flatMap((trace, i) => {
    const drawn = scene?.traces[element._fullData?.[i]?.uid];
    return filled[trace.name] ? [{ trace, drawn }] : [];
  });
  // What becomes empty, or is no longer empty, is Plotly's to take away or to make.
  if (!scene || moves.some(({ trace, drawn }) => !trace.x.length === Boolean(drawn?.update))) return false;
  for (const { trace, drawn } of moves) {
    const coloured = ["line", "marker"].filter((part) => trace[part]?.colorscale);
    const channels = coloured.map((part) => [part, inChannels(trace[part])]);
    drawn?.update(merge(merge(drawn.data, filled[trace.name]), Object.fromEntries(channels)));
  }
  element.data = traces; // for downloads and resizing
  scene.glplot.redraw();
  return true;
}
