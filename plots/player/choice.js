// What the scrubber moves: the steps, or one hyperparameter of one run. The server makes the fan of it, once;
// then it hears of a value when a person lets go of the scrubber or the keys rest.

import { pgettext } from "./words.js";

const STEP = "step";
const REST = 400; // milliseconds

export class FanChoice {
  #resting = null;
  #offered = null;

  constructor(select, scrub, stage, tell) {
    Object.assign(this, { select, scrub, stage, tell });
    select.addEventListener("change", () => this.choose(select.value));
    scrub.addEventListener("change", () => this.settle());
  }

  /** Offer what `fans` can be had of the runs, and show which one is there or on its way. */
  offer({ fans = [], fan, runs }) {
    const offered = JSON.stringify([fans, runs]);
    if (offered !== this.#offered) this.#fill(fans, runs); // a list that is open would close
    this.#offered = offered;
    this.select.value = fan ? `${fan.slot}.${fan.name}` : STEP;
    this.select.hidden = fans.length === 0;
  }

  #fill(fans, runs) {
    const option = ({ slot, name, label }) => new Option(label, `${slot}.${name}`);
    const groups = runs.map(({ slot, label }) => {
      const group = Object.assign(document.createElement("optgroup"), { label });
      group.append(...fans.filter((each) => each.slot === slot).map(option));
      return group;
    });
    this.select.replaceChildren(new Option(pgettext("slider", "Step"), STEP), ...groups);
  }

  choose(which) {
    if (which === STEP) this.stage.close();
    this.scrub.focus(); // the arrow keys are meant for it now
    this.tell("fan", which);
  }

  close() {
    if (!this.stage.fan) return;
    this.select.value = STEP;
    this.choose(STEP);
  }

  /** Wait until neither hand nor key moves the scrubber. */
  rest() {
    clearTimeout(this.#resting);
    if (this.stage.fan?.held) this.#resting = setTimeout(() => this.scrub.matches(":active") || this.settle(), REST);
  }

  settle() {
    clearTimeout(this.#resting);
    const { fan } = this.stage;
    if (!fan?.held) return;
    fan.held = false;
    this.stage.redraw();
    if (fan.moved) this.tell("value", fan.value);
  }

  leave() {
    clearTimeout(this.#resting);
  }
}
