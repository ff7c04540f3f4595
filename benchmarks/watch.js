// Runs in a page before its own scripts, the same in the player's page and in the plain one, and tells
// when a key press has reached the screen. It looks at what any plot does, not at either page's code:
// at the points handed to the graphics card, at the lines in the SVG, and at the socket.
(() => {
  const QUIET = 250; // milliseconds without anything happening: a move is over
  const times = {}; // of the move under way: when it reached each phase
  const glances = { active: 0, removed: 0 };
  let [figures, before] = ["", []];

  const active = () => (glances.active = performance.now());
  const first = (phase) => (times[phase] ??= active());
  const latest = (phase) => (times[phase] = active());

  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", () => {
        first("answered");
        latest("received");
      });
    }
    send(data) {
      first("sent");
      super.send(data);
    }
  };

  // A canvas holds when points were last handed to it and when it was last drawn.
  const stamp = (name, phase) => {
    for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
      const original = prototype[name];
      prototype[name] = function (...how) {
        this.canvas[phase] = active();
        return original.apply(this, how);
      };
    }
  };
  for (const name of ["bufferData", "bufferSubData"]) stamp(name, "filled");
  for (const name of ["drawArrays", "drawElements"]) stamp(name, "drawn");

  const canvasOf = (figure) => figure.querySelector(".gl-container canvas");
  const linesOf = (figure) =>
    [...figure.querySelectorAll(".scatterlayer path.js-line")].map((path) => path.getAttribute("d"));
  const text = (values) => values?.bdata ?? JSON.stringify(values ?? null);
  const runsOf = (figure) =>
    (figure.data ?? []).filter((trace) => trace.type?.startsWith("scatter") && (trace.x?.length || trace.x?.bdata));

  /** The figures that show runs: not an empty one, and not what lies under another. */
  const all = () => [...document.querySelectorAll(figures)].filter((figure) => runsOf(figure).length);

  /** What the runs of a figure are, once they are drawn. */
  function shown(figure) {
    const canvas = canvasOf(figure);
    if (!canvas) return linesOf(figure).join() || null;
    if (!(canvas.filled && canvas.drawn >= canvas.filled)) return null;
    return runsOf(figure).map((trace) => text(trace.x) + text(trace.y)).join();
  }

  /** Whether `figure` draws other runs than it, or the one that it replaces, did before the key. */
  function renewed(figure, i) {
    const canvas = canvasOf(figure);
    if (canvas && !(canvas.filled > times.pressed)) return false;
    const now = shown(figure);
    return now !== null && now !== before[i];
  }

  const frame = () => new Promise(requestAnimationFrame);

  /** Until two frames have been shown: a screencast shows the last pixels change then, ± 20 ms. */
  async function presented() {
    await frame();
    await frame();
  }

  async function painted(count) {
    const deadline = performance.now() + 20_000;
    for (;;) {
      await frame();
      const now = all();
      if (now.length >= count && now.every(renewed)) break;
      if (performance.now() > deadline) throw new Error("The plots did not change within 20 s.");
    }
    times.drawn = performance.now();
    await presented();
    times.painted = performance.now();
    return times;
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key.startsWith("Arrow")) times.pressed ??= event.timeStamp;
    },
    true,
  );

  const observer = new MutationObserver((changes) => {
    active();
    for (const node of changes.flatMap((change) => [...change.removedNodes])) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      glances.removed += node.matches(".js-plotly-plot") + node.querySelectorAll(".js-plotly-plot").length;
    }
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["d"] });

  window.watch = {
    /** Look at the figures that match this selector. */
    figures(selector) {
      figures = selector;
    },
    /** Whether this many figures with runs are drawn. */
    ready: (count) => all().length >= count && all().every((figure) => shown(figure) !== null),
    /** Until `condition` holds, and what it saw is on the screen. */
    async seen(condition) {
      const deadline = performance.now() + 60_000;
      while (!condition()) {
        await frame();
        if (performance.now() > deadline) throw new Error("Nothing was seen within 60 s.");
      }
      await presented();
    },
    /** Before a key: remember what is shown. `move` then gives when the key reached each phase. */
    arm() {
      for (const phase of Object.keys(times)) delete times[phase];
      before = all().map(shown);
      watch.move = painted(before.length);
      watch.move.catch(() => {});
    },
    /** Until nothing has happened for a while. */
    async settled() {
      active();
      while (performance.now() - glances.active < QUIET) await frame();
    },
    /** Graph divs taken from the page so far. */
    removed: () => glances.removed,
    /** Where a person looks: the camera in space, and the ranges of every plane. */
    look() {
      return JSON.stringify([...document.querySelectorAll(figures)].map(({ _fullLayout: layout }) =>
        layout.scene ? layout.scene._scene.getCamera() : [layout.xaxis.range, layout.yaxis.range],
      ));
    },
  };
})();
