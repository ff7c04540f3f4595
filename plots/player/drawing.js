// A figure that Python has made whole: drawn in the page's theme, changed in place.

import { keepTicks, savePicture, withPicture } from "./figure.js";
import { recolour } from "./paint.js";

/** One complete figure in one element; a click on it is told to `pick`. */
export class Drawing {
  #key = null;
  #language = null;
  marks = [];

  constructor(plotly, element, pick) {
    Object.assign(this, { plotly, element, pick });
  }

  async draw({ figure, dark, id }, look) {
    const key = `${id} ${look.dark} ${look.size} ${look.language}`;
    if (key === this.#key) return;
    const first = this.#key === null;
    const config = look.language === this.#language ? undefined : this.config; // its buttons say something
    this.#language = look.language;
    this.#key = key;
    const { data, layout } = recolour(figure, look.dark ? dark : {});
    const font = { size: 13, family: look.font };
    Object.assign(layout, { width: this.element.clientWidth, height: look.height, font });
    keepTicks(layout);
    await this.plotly.react(this.element, data, layout, config);
    if (this.step !== undefined) this.now(this.step);
    if (first) this.element.on("plotly_click", ({ points: [{ x, y, data }] }) => this.pick([x, y, data.name ?? ""]));
  }

  /** Mark a step on every x axis. The marks lie over the figure, which is not drawn again. */
  now(step) {
    this.step = step;
    const layout = this.element._fullLayout;
    if (!layout) return;
    const plots = Object.values(layout._plots ?? {});
    while (this.marks.length < plots.length) {
      const mark = Object.assign(document.createElement("i"), { className: "descent-now" });
      this.marks.push(mark);
      this.element.append(mark);
    }
    plots.forEach(({ xaxis, yaxis }, i) => {
      const x = Math.min(Math.max(xaxis.l2p(step), 0), xaxis._length);
      const place = { left: xaxis._offset + x, top: yaxis._offset, height: yaxis._length };
      for (const [name, value] of Object.entries(place)) this.marks[i].style[name] = `${value}px`;
    });
    for (const mark of this.marks.splice(plots.length)) mark.remove();
  }

  get config() {
    const save = () => savePicture(this.plotly, this.element);
    return { ...withPicture(this.plotly, save), displayModeBar: "hover" };
  }

  leave() {
    this.plotly.purge(this.element);
  }
}
