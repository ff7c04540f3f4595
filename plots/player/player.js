// The components that Streamlit mounts: parts (data only), the player and the loss curve.
// They share a stage because they share this module.

import { CurveView, FigureView, NumbersView } from "./followers.js";
import { NotesView } from "./notes.js";
import { library } from "./paint.js";
import { Stage } from "./stage.js";
import { PlayerView } from "./views.js";
import { speak } from "./words.js";

const LINE_FEED = 10;

const stages = new Map();

function stageOf(name) {
  if (!stages.has(name)) stages.set(name, new Stage());
  return stages.get(name);
}

/** A scene or a run: a line with the stage that it is for and its id, then itself. */
export function part({ data }) {
  const end = data.indexOf(LINE_FEED);
  const read = (bytes) => new TextDecoder().decode(bytes);
  const [stage, id] = read(data.subarray(0, end)).split(" ");
  stageOf(stage).receive(id, () => JSON.parse(read(data.subarray(end + 1))));
}

const views = new WeakMap();
const latest = new WeakMap(); // what a view was last told, while its library or its words still load

/** Make a view once; from then on it is told of every change of data, theme or language. */
async function mount(component, View) {
  const { parentElement } = component;
  latest.set(parentElement, component);
  const { language, words } = component.data;
  const [plotly] = await Promise.all([library(), speak(language, words)]);
  const told = latest.get(parentElement);
  if (!views.has(parentElement)) {
    views.set(parentElement, new View(told, stageOf(told.data.stage), plotly));
  }
  views.get(parentElement).update(told);
  return () => {
    // One that was told something else before its library came is still there, and is not left.
    if (parentElement.isConnected && latest.get(parentElement) !== component) return;
    views.get(parentElement)?.leave();
    views.delete(parentElement);
  };
}

export const player = (component) => mount(component, PlayerView);
export const curve = (component) => mount(component, CurveView);
export const figure = (component) => mount(component, FigureView);
export const notes = (component) => mount(component, NotesView);
export const numbers = (component) => mount(component, NumbersView);
