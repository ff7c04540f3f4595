// Lines and marks over a plot, in the style of traces: for Plotly each trace is work even if it has one point.

// The corners of a mark: how many, at which angle the first is, and how far out they are in turn, in its radius.
const STAR = { corners: 10, first: -Math.PI / 2, reach: [1.4, 0.53] };
const SQUARE = { corners: 4, first: -Math.PI / 4, reach: [Math.SQRT2] };
const STROKES = { dash: 9, dot: 3 }; // pixels, and so are the gaps

/** What `traces` show as one element of SVG; `place` gives the pixels of a point. */
export function shapes(traces, place, width, height) {
  const all = made("svg", { width, height }); // one within another cuts off what lies outside
  for (const trace of traces) all.append(...(trace.mode === "lines" ? [line(trace, place)] : marks(trace, place)));
  return all;
}

export function made(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A line that a null interrupts. */
function line({ x, y, opacity, line: { color, width, dash } }, place) {
  const after = (i) => (i > 0 && x[i - 1] !== null ? "L" : "M");
  const d = x.map((each, i) => (each === null ? "" : `${after(i)}${place([each, y[i]])}`)).join("");
  const style = { stroke: color, "stroke-width": width, "stroke-dasharray": STROKES[dash] ?? "none" };
  return made("path", { d, opacity, fill: "none", ...style });
}

function marks({ x, y, marker: { color, size, symbol, line } }, place) {
  const paint = symbol.endsWith("-open")
    ? { fill: "none", stroke: color, "stroke-width": line.width }
    : { fill: color };
  return x.map((each, i) => made("path", { d: outline(symbol, place([each, y[i]]), size / 2), ...paint }));
}

/** The outline of a mark as Plotly draws it: a circle, a star or a square. */
function outline(symbol, [x, y], radius) {
  if (symbol === "circle") {
    const half = (across) => `a${radius},${radius} 0 1 0 ${across},0`;
    return `M${x - radius},${y}${half(2 * radius)}${half(-2 * radius)}`;
  }
  const { corners, first, reach } = symbol.startsWith("star") ? STAR : SQUARE;
  const corner = (_, i) => {
    const [angle, out] = [first + (2 * Math.PI * i) / corners, radius * reach[i % reach.length]];
    return [x + out * Math.cos(angle), y + out * Math.sin(angle)];
  };
  return `M${Array.from({ length: corners }, corner).join("L")}Z`;
}
