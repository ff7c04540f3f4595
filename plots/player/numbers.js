// The working of a step: the rule line by line, in symbols, in this step's numbers and in a sentence.
// plots/working.py sends the lines, and writes the same texts in Python.

import { decode } from "./paint.js";
import { _ } from "./words.js";

const DIGITS = 6; // of every recorded number
const SAID = 3; // in a sentence
const AXES = ["w₁", "w₂"];
const NAME = /\{([\w.]+)\}/;

/** The working of one run as a table; from step to step only its texts change. */
export class NumbersPanel {
  #payload = null;
  #caption = null;
  #lines = [];

  constructor(element) {
    this.element = element;
  }

  draw(stage) {
    const { run, payload } = stage.working ?? {};
    if (!payload) return this.leave();
    if (payload !== this.#payload) this.#make(payload);
    const step = Math.min(stage.step, payload.steps - 1);
    write(this.#caption, caption(stage.runs[run].label, step, stage.step > step));
    if (step >= 0) for (const line of this.#lines) line.draw(step);
  }

  #make(payload) {
    this.#payload = payload;
    const numbers = new Numbers(payload);
    this.#lines = payload.lines.map((line) => new Line(numbers, line));
    this.#caption = make("caption");
    const bodies = payload.steps > 0 ? this.#lines.map((line) => line.body) : [];
    this.element.replaceChildren(make("table", { className: "descent-numbers" }, this.#caption, ...bodies));
  }

  leave() {
    this.#payload = null;
    this.element.replaceChildren();
  }
}

function caption(label, step, over) {
  if (step < 0) return _("{label} took no step.", { label });
  const places = { label, from: step, to: step + 1 };
  if (over) return _("{label}: from step {from} to {to}, the last one taken", places);
  return _("{label}: from step {from} to {to}", places);
}

/** A line: its symbols, its numbers in both coordinates or in one row for both, and a sentence. */
class Line {
  constructor(numbers, sent) {
    const { name, symbol, text, says, when, digits } = sent;
    const { size } = numbers.quantities[name];
    const sign = text.includes(`{${name}_before}`) ? "←" : "=";
    const symbols = `${symbol} ${sign} ${filled(text, (each) => numbers.symbols[each])}`;
    Object.assign(this, { numbers, name, text, says, when, digits: digits && unpacked(digits) });
    this.cells = Array.from({ length: size }, () => make("td", {}, new Text(), make("b")));
    this.sentence = make("td", { colSpan: 2, className: "says" });
    this.body = make(
      "tbody",
      {},
      make("tr", {}, make("th", { colSpan: 2, scope: "rowgroup", lang: "en" }, symbols)), // its words are code
      ...this.cells.map((cell, axis) =>
        make("tr", {}, make("th", { scope: "row" }, size > 1 ? AXES[axis] : ""), cell),
      ),
      make("tr", {}, this.sentence),
    );
  }

  draw(step) {
    const axes = this.cells.map((cell, axis) => this.holds(step, axis));
    this.body.hidden = !axes.includes(true);
    if (this.body.hidden) return;
    this.cells.forEach((cell, axis) => {
      const [worked, result] = this.row(step, axis);
      cell.parentElement.hidden = !axes[axis];
      write(cell.firstChild, worked);
      write(cell.lastChild, result);
    });
    write(this.sentence, filled(this.says, (name) => this.numbers.text(name, step, 0, SAID)));
  }

  /** Whether the line is for this coordinate at this step. */
  holds(step, axis) {
    const not = this.when.startsWith("not ");
    return !this.when || (this.numbers.value(this.when.replace("not ", ""), step, axis) === 0) === not;
  }

  /** "expression = " and the result; a number that nothing is done with stands alone. */
  row(step, axis) {
    const { numbers, name, digits } = this;
    if (!digits) return ["", numbers.text(name, step, axis, DIGITS)];
    const worked = filled(this.text, (each) => numbers.text(each, step, axis, DIGITS));
    const result = numbers.text(name, step, axis, digits.data[step * digits.size + axis]);
    return [worked === result ? "" : `${whole(worked)} = `, result];
  }
}

/** All that a working puts in, by name. */
class Numbers {
  constructor({ symbols, constants, quantities }) {
    const arrays = Object.entries(quantities).map(([name, packed]) => [name, unpacked(packed)]);
    Object.assign(this, { symbols, constants, quantities: Object.fromEntries(arrays) });
  }

  value(name, step, axis) {
    if (name === "t") return step + 1;
    const { data, size } = this.quantities[name];
    return data[step * size + (axis % size)];
  }

  text(name, step, axis, digits) {
    if (name in this.constants) return number(this.constants[name]);
    return number(this.value(name, step, axis), digits);
  }
}

const unpacked = ({ data, type, size }) => ({ data: decode(data, type), size });

/** A number to so many significant digits, or all that it has, without zeros at the end. */
export function number(x, digits) {
  if (digits === 0) return "0";
  if (!isFinite(x)) return x > 0 ? "∞" : "−∞";
  const near = digits ? Number(x.toPrecision(digits)) : x;
  const size = Math.abs(near);
  const plain = size === 0 || (size >= 1e-4 && size < 1e6);
  return (plain ? String(near) : near.toExponential().replace("e+", "e")).replaceAll("-", "−");
}

/**
 * A template with `word` of every name in its place. A negative number behind an operator stands in
 * brackets, so does one with a minus or an e before a power; a single word under a root does not.
 */
export function filled(text, word) {
  const pieces = text.split(NAME);
  let done = pieces[0];
  for (let i = 1; i < pieces.length; i += 2) {
    let [each, after] = [word(pieces[i]), pieces[i + 1]];
    if (done.endsWith("^")) [done, each] = [done.slice(0, -1), raised(each)];
    const behind = each.startsWith("−") && /[·/+−] ?$/.test(done);
    if (behind || (after.startsWith("^") && /−|\de/.test(each))) each = `(${each})`;
    done += each + after;
  }
  return done.replace(/\^(\d)/g, (found, power) => raised(power)).replace(/√\(([^ ()·−²]+)\)/g, "√$1");
}

const raised = (text) => text.replace(/[\dt]/g, (each) => (each === "t" ? "ᵗ" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[each]));

/** `text` with nothing to break a line at within brackets. */
const whole = (text) => text.replace(/\([^()]*\)/g, (inner) => inner.replaceAll(" ", "\u00a0"));

/** Give a node its text, if it has another. */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
