// What happens along the paths, as far as they are played: a list, of which each note leads to its step.

import { recolour } from "./paint.js";
import { View } from "./view.js";

export class NotesView extends View {
  #items = []; // the notes with their elements
  #key = null;

  constructor(component, stage) {
    super(component, stage, ".descent-notes");
    this.root.innerHTML = "<p></p><ol></ol>";
    [this.title, this.list] = this.root.children;
  }

  get height() {
    return 0;
  }

  draw() {
    super.draw();
    const { stage, component } = this;
    if (!stage.ready || !component) return;
    this.#make();
    const shown = this.#items.filter(({ note, item }) => {
      item.hidden = stage.reveal.locked || note.step > stage.step;
      item.firstChild.ariaCurrent = note.step === stage.step ? "step" : null;
      return !item.hidden;
    });
    this.title.textContent = shown.length > 0 ? component.data.title : "";
    shown.at(-1)?.item.scrollIntoView({ block: "nearest" });
  }

  /** The list anew, where the notes are others or the theme is. */
  #make() {
    const { notes } = this.component.data;
    const { styles, dark, id } = this.stage.scene;
    const key = JSON.stringify([notes, id, this.look?.dark]);
    if (key === this.#key) return;
    this.#key = key;
    this.#items = notes.map((note) => {
      const colour = recolour(styles[note.slot].colour, this.look?.dark ? dark : {});
      return { note, item: entry(note, colour, () => this.stage.seek(note.step)) };
    });
    this.list.replaceChildren(...this.#items.map(({ item }) => item));
  }
}

/** A note as a button in its line. */
function entry({ glyph, label, said }, colour, go) {
  const mark = Object.assign(document.createElement("span"), { textContent: glyph, title: label });
  mark.style.color = colour;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", label);
  const button = Object.assign(document.createElement("button"), { type: "button", onclick: go });
  button.append(mark, ` ${said}`);
  const item = document.createElement("li");
  item.append(button);
  return item;
}
