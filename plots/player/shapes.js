// Lines and marks over a plot, in the style of traces: for Plotly each trace is work even if it has one point.

const STAR = 0.38; // how far inside the inner corners of a star are
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

function outline(symbol, [x, y], radius) {
  if (symbol === "circle") return `M${x - radius},${y}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`;
  const [corners, turn] = symbol.startsWith("star") ? [10, -Math.PI / 2] : [4, -Math.PI / 4];
  const reach = (i) => radius * (corners === 4 ? Math.SQRT2 : i % 2 ? STAR * 1.4 : 1.4);
  const corner = (i) => turn + (2 * Math.PI * i) / corners;
  const points = Array.from({ length: corners }, (_, i) => [
    x + reach(i) * Math.cos(corner(i)),
    y + reach(i) * Math.sin(corner(i)),
  ]);
  return `M${points.join("L")}Z`;
}
