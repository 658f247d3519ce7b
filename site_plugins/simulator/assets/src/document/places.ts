// Converts places in the text. Python counts code points from 1, and the editor counts UTF-16 units from 0.
import type { Text } from "@codemirror/state";

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The editor's offset of a place, or the nearest one when the text has changed since. */
export function offsetOf(text: Text, { line, column }: Place): number {
  const found = text.line(Math.min(Math.max(line, 1), text.lines));
  let offset = 0;
  let codePoints = 1;
  for (const character of found.text) {
    if (codePoints++ >= column) break;
    offset += character.length;
  }
  return found.from + offset;
}

/** The range from a place to the end of the value there, or to the next blank. */
export function rangeAt(text: Text, place: Place, value: string | null): { from: number; to: number } {
  const from = offsetOf(text, place);
  const rest = text.sliceString(from, text.lineAt(from).to);
  const length = value && rest.startsWith(value) ? value.length : (/^[^\s#]*/.exec(rest)?.[0].length ?? 0);
  return { from, to: from + length };
}
