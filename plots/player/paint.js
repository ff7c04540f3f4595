// Figures arrive in the light colours with typed arrays in base64. Here they are made ready to draw.

const ARRAYS = { f4: Float32Array, f8: Float64Array, i1: Int8Array, i4: Int32Array };

/** The typed array behind a base64 text. */
export function decode(text, type = "f4") {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return new ARRAYS[type](bytes.buffer);
}

/** How many points of a path, x and y in turn, there are up to its last finite one; 1 at least. */
export function points(w) {
  let count = w.length / 2;
  while (count > 1 && !(isFinite(w[2 * count - 2]) && isFinite(w[2 * count - 1]))) count -= 1;
  return count;
}

/** A copy of `value` with every colour that `colours` knows exchanged. */
export function recolour(value, colours) {
  if (typeof value === "string") return colours[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => recolour(item, colours));
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (value.bdata) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, recolour(v, colours)]));
}

let seen = null;

/** Whether the page that `element` stands on is dark, and its font: for all who ask in one task the same. */
export function looks(element) {
  if (seen) return seen;
  setTimeout(() => {
    seen = null;
  });
  const [r, g, b] = pageColour(element).match(/[\d.]+/g).map(Number);
  seen = { dark: 0.299 * r + 0.587 * g + 0.114 * b < 128, font: getComputedStyle(element).fontFamily };
  return seen;
}

/** The colour of the page that `element` stands on. */
export function pageColour(element) {
  const probe = document.createElement("i");
  probe.style.cssText = "display:none;color:var(--st-background-color, Canvas)";
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

const SHOWN = 3; // frames until what has been drawn is on the screen for certain

/** Call `run` when what has been drawn until now is on the screen. */
export function whenShown(run, frames = SHOWN) {
  requestAnimationFrame(() => (frames > 1 ? whenShown(run, frames - 1) : setTimeout(run)));
}

let loading;

/** Plotly and our styles, fetched once from where this script came from; a page may bring its own. */
export async function library() {
  if (import.meta.url.startsWith("data:")) return window.Plotly;
  loading ??= Promise.all([
    load("script", { src: new URL("plotly.min.js", import.meta.url) }),
    load("link", { rel: "stylesheet", href: new URL("player.css", import.meta.url) }),
  ]);
  await loading;
  return window.Plotly;
}

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${attributes.src ?? attributes.href} did not load`));
    document.head.append(element);
  });
}
