// Makes the scheduler's section hold its fields and no others: missing ones come with their example values.
import type { ChangeSpec } from "@codemirror/state";
import type { SchedulerEntry, Vocabulary } from "./vocabulary";
import { type YamlTree, isMapping, pairsOf } from "./yaml-tree";

/** The edits, none where every field is there; null where the section is written in a way that is left alone. */
export function exampleEdits(tree: YamlTree, vocabulary: Vocabulary, scheduler: SchedulerEntry): ChangeSpec[] | null {
  const found = tree.find(vocabulary.name_path);
  const section = "absent" in found ? null : found.pair.parent;
  if (!isMapping(section)) return null;
  const names = [vocabulary.name_path.at(-1), ...scheduler.fields.map((field) => field.name)];
  const pairs = pairsOf(section);
  const kept = pairs.filter((pair) => names.includes(tree.key(pair)));
  const present = new Set(kept.map((pair) => tree.key(pair)));
  const missing = scheduler.fields.filter(({ name, required }) => required && !present.has(name));
  const added = missing.map(({ name, example }) => `${name}: ${example}`);
  if (added.length === 0 && kept.length === pairs.length) return [];

  const [first, last] = [pairs[0], pairs.at(-1)];
  const lastKept = kept.at(-1);
  if (first === undefined || last === undefined || lastKept === undefined) return null;
  if (section.name === "FlowMapping") {
    const written = { from: first.from, to: last.to };
    if (tree.source(section).includes("\n")) return null; // there may be comments in it
    return [{ ...written, insert: [...kept.map((pair) => tree.source(pair)), ...added].join(", ") }];
  }
  const indentation = tree.text.slice(lineStart(tree.text, first.from), first.from);
  if (indentation.trim() !== "") return null;
  const removed = pairs.filter((pair) => !kept.includes(pair));
  return [
    { from: lineEnd(tree.text, lastKept.to), insert: added.map((line) => `\n${indentation}${line}`).join("") },
    // With the line break before it: the last line may have none after it.
    ...removed.map((pair) => ({ from: lineStart(tree.text, pair.from) - 1, to: lineEnd(tree.text, pair.to) })),
  ];
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf("\n", position - 1) + 1;
}

function lineEnd(text: string, position: number): number {
  const end = text.indexOf("\n", position);
  return end === -1 ? text.length : end;
}
