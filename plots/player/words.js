// What the player says, in the reader's language. English stands in the scripts; the words of another language
// are one small file, which plots/player/words.py makes of its catalogue.

const known = { en: {} }; // the words by language, or a promise of them
let [language, words, wanted] = ["en", known.en, "en"];

/** `text` in the reader's language, with `values` in its braces. */
export function _(text, values = {}) {
  return (words[text] ?? text).replace(/\{(\w+)\}/g, (brace, name) => values[name] ?? brace);
}

/** `text` where one English word has two meanings, which `context` tells apart. */
export const pgettext = (context, text) => words[`${context}\u0004${text}`] ?? text;

/** `text` itself, marked for the catalogue: whoever shows it calls `_`. */
export const N_ = (text) => text;

/** The code of the language that is spoken just now. */
export const spoken = () => language;

/** From here on speak the language of that code. A page that fetches nothing brings its words. */
export async function speak(code = "en", brought) {
  wanted = code;
  if (code === language) return;
  const found = await (known[code] ??= brought ?? fetched(code));
  if (wanted !== code) return; // a person has chosen another meanwhile
  [language, words] = [code, found];
  document.documentElement.lang = code; // for screen readers, and for the shapes of letters
}

/** Without its words the player speaks English, which is better than no plots. */
async function fetched(code) {
  const answer = await fetch(new URL(`words.${code}.json`, import.meta.url)).catch(() => null);
  return answer?.ok ? answer.json() : {};
}
