// Plotly's scene in space, told only what moved. This reaches behind Plotly's interface: its version is
// pinned, a browser test compares what is drawn with the path, and whatever is not as expected here
// is left to Plotly, which draws the whole scene anew.

const prepared = new WeakSet();

function sceneOf(element) {
  const scene = element._fullLayout?.scene?._scene;
  return scene?.glplot?.objects && scene.traces ? scene : null;
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

/** Give the drawn traces what `filled` has for them, by name; false if Plotly must draw instead. */
export function renew(element, traces, filled, merge) {
  const scene = sceneOf(element);
  const moves = traces.flatMap((trace, i) => {
    const drawn = scene?.traces[element._fullData?.[i]?.uid];
    return filled[trace.name] ? [{ trace, drawn }] : [];
  });
  if (!scene || moves.some(({ trace, drawn }) => trace.x.length && !drawn?.update)) return false;
  for (const { trace, drawn } of moves) drawn?.update(merge(drawn.data, filled[trace.name]));
  element.data = traces; // for downloads and resizing
  scene.glplot.redraw();
  return true;
}
