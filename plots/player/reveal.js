// A lesson holds its runs back at the start until its question is answered, and then has them play to the
// step that decides it.

export class Reveal {
  until = null; // the step at which playing pauses
  #told = null;

  get locked() {
    return this.#told !== null && !this.#told.open;
  }

  /** From where to where to play, once a lesson says something else than before; else null. */
  tell(now = null) {
    const before = this.#told;
    this.#told = now;
    const same = before?.lesson === now?.lesson;
    if (!now || (same && before.open === now.open)) return null;
    const from = now.open && same && !calm() ? 0 : this.#end;
    this.until = from < this.#end ? this.#end : null;
    return { from, to: this.#end };
  }

  get #end() {
    return this.locked ? 0 : this.#told.until;
  }

  /** A person goes elsewhere, or playing is there. */
  leave() {
    this.until = null;
  }
}

/** Whether a person asked for as little motion as possible. */
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
