// Play, step, scrub, speed and loop, by mouse and by keyboard.

import { FanChoice } from "./choice.js";
import { Keys, SHORTCUTS } from "./keys.js";
import { _, pgettext } from "./words.js";

const ICONS = {
  first: "M6 5h2v14H6zM19 5v14L9 12z",
  back: "M15.5 5v14L6 12z",
  play: "M7 4v16l13-8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  forward: "M8.5 5v14L18 12z",
  last: "M16 5h2v14h-2zM5 5v14l10-7z",
  loop: "M7 7h9V4l5 4.5L16 13v-3H9v3H6V8zM17 17H8v3l-5-4.5L8 11v3h7v-3h3v5z",
};

const icon = (name) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

const button = (name, label, shows = icon(name)) =>
  `<button type="button" data-do="${name}" aria-label="${label}" title="${label}">${shows}</button>`;

/** What stands in the transport, in the reader's language. */
function contents() {
  const [moves, speed, keys] = [_("What the slider moves"), _("Speed"), _("Keyboard shortcuts")];
  const shortcuts = SHORTCUTS.map(([key, what]) => `<dt>${_(key)}</dt><dd>${_(what)}</dd>`);
  return [
    button("first", _("To the start")),
    button("back", _("One step back")),
    button("play", _("Play")),
    button("forward", _("One step forward")),
    button("last", _("To the end")),
    `<select class="descent-fans" aria-label="${moves}" title="${moves}" hidden></select>
    <input type="range" min="0" max="1" step="1" value="0">
    <output></output>
    <select class="descent-speed" aria-label="${speed}" title="${speed}">
      <option value="0.25">¼×</option><option value="0.5">½×</option>
      <option value="1">1×</option><option value="2">2×</option><option value="4">4×</option>
    </select>`,
    button("loop", _("Play again and again")),
    button("keys", keys, "?"),
    `<div class="descent-keys" role="group" aria-label="${keys}" popover><dl>${shortcuts.join("")}</dl></div>`,
  ].join("");
}

export class Transport {
  /** In an empty element. `tell` is given what the server should hear: a name and a value. */
  constructor(element, stage, tell) {
    this.element = element;
    element.innerHTML = contents();
    element.setAttribute("aria-label", _("Playback"));
    this.scrub = element.querySelector("input");
    this.output = element.querySelector("output");
    const actions = {
      first: () => stage.seek(0),
      back: () => stage.seek(stage.step - 1),
      play: () => stage.toggle(),
      forward: () => stage.seek(stage.step + 1),
      last: () => stage.seek(stage.last),
      loop: () => {
        stage.pace({ loop: !stage.loop });
        this.draw(stage);
      },
    };
    element.addEventListener("click", (event) => {
      actions[event.target.closest("button")?.dataset.do]?.();
    });
    this.fans = new FanChoice(element.querySelector(".descent-fans"), this.scrub, stage, tell);
    this.scrub.addEventListener("input", () => stage.go(this.scrub.valueAsNumber));
    this.speed = element.querySelector(".descent-speed");
    this.speed.addEventListener("change", () => stage.pace({ speed: Number(this.speed.value) }));
    const list = element.querySelector(".descent-keys");
    element.querySelector("[data-do=keys]").popoverTargetElement = list;
    this.keys = new Keys(element, stage, {
      help: () => list.togglePopover(),
      close: () => this.fans.close(),
    });
  }

  leave() {
    this.keys.leave();
    this.fans.leave();
  }

  draw(stage) {
    const { fan, place, end } = stage;
    this.element.inert = stage.reveal.locked;
    this.scrub.max = end;
    this.scrub.value = place;
    this.scrub.ariaLabel = fan ? fan.sent.letter : pgettext("slider", "Step");
    this.scrub.style.setProperty("--part", `${(100 * place) / Math.max(1, end)}%`);
    this.output.textContent = fan ? fan.text : _("step {step} / {last}", { step: place, last: end });
    this.output.classList.toggle("descent-value", fan !== null);
    this.speed.value = stage.speed;
    this.fans.rest();
    const play = this.element.querySelector("[data-do=play]");
    const name = stage.playing ? "pause" : "play";
    if (play.dataset.shows !== name) {
      play.dataset.shows = name;
      play.innerHTML = icon(name);
      play.title = stage.playing ? _("Pause") : _("Play");
      play.setAttribute("aria-label", play.title);
    }
    this.element.querySelector("[data-do=loop]").setAttribute("aria-pressed", stage.loop);
  }
}
