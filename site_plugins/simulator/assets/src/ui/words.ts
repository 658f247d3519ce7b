// The words of the interface in the site's language. English stands in the code, where it is the key of the other languages'
// files in `site_plugins/words`. What Python says, and what tells of a file that did not arrive, is English everywhere.
import type { Clock } from "../document/clock";

type Words = Readonly<Record<string, string>>;

let words: Words = {};

/** Speaks the language of the page with the simulator from now on. */
export function speakAs({ words: written }: DOMStringMap): void {
  words = JSON.parse(written ?? "{}") as Words;
}

/** A sentence: t`Page ${1} of ${9}` is looked up as "Page {0} of {1}". */
export function t(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const english = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return word(english).replace(/\{(\d)\}/g, (_whole, index: string) => String(values[Number(index)]));
}

/** A word that is not known before: what is counted, the name of a group. */
export function word(english: string): string {
  return words[english] ?? english;
}

export function spoken({ one, many }: Clock): Clock {
  return { one: word(one), many: word(many) };
}
