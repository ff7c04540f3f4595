// The keyboard. It moves the player that is on the screen, wherever the focus is, except where
// something has its own use for the key: a slider for arrows, a button for the space bar.

import { N_ } from "./words.js";

const TEN = 10;
const OWN_ARROWS = `input:not(.descent-player input), select, textarea, canvas, [contenteditable="true"],
  [role="slider"], [role="listbox"], [role="radiogroup"], [role="tablist"], [role="menu"], [role="grid"],
  [role="dialog"]`;
const OWN_SPACE = "button, summary, [role='button']";

/** Every key, and what it does. */
export const SHORTCUTS = [
  [N_("Space"), N_("play or pause")],
  ["← →", N_("one step back or forward")],
  ["Shift + ← →", N_("ten steps back or forward")],
  ["Home, End", N_("to the start, to the end")],
  ["Esc", N_("from a setting back to the steps")],
  ["?", N_("this list")],
];

/** Shortcuts while `element` is on the screen; `help` shows or hides their list, `close` leaves a fan. */
export class Keys {
  constructor(element, stage, { help, close }) {
    this.element = element;
    this.actions = {
      " ": () => stage.toggle(),
      ArrowLeft: (many) => stage.go(stage.place - many),
      ArrowRight: (many) => stage.go(stage.place + many),
      Home: () => stage.go(0),
      End: () => stage.go(stage.end),
      Escape: close,
      "?": help,
    };
    document.addEventListener("keydown", this.#pressed);
  }

  #pressed = (event) => {
    const { key, target } = event;
    const act = this.actions[key];
    if (!act || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.closest(OWN_ARROWS) || (key === " " && target.closest(OWN_SPACE))) return;
    const held = event.repeat && !key.startsWith("Arrow");
    if (held || !this.#seen()) return;
    if (key !== "Escape") event.preventDefault(); // the page would scroll
    act(event.shiftKey ? TEN : 1);
  };

  #seen() {
    const { top, bottom } = this.element.getBoundingClientRect();
    return top < window.innerHeight && bottom > 0;
  }

  leave() {
    document.removeEventListener("keydown", this.#pressed);
  }
}
