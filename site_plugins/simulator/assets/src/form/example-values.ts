// Adds the scheduler's missing fields with their example values, and removes the fields of other schedulers.
import { type Edit, type Entry, adding, inLine, indentationOf, lineEnd, lineStart } from "../document/adding";
import { type SchedulerEntry, type Vocabulary, pathsOf, samePath } from "../document/vocabulary";
import { mergesOthers } from "../document/references";
import { type Node, type YamlTree, pairsOf } from "../document/yaml-tree";

type Path = readonly string[];

/** The edits; empty where every field is there, and null where the style of a mapping does not allow them. */
export function exampleEdits(tree: YamlTree, vocabulary: Vocabulary, scheduler: SchedulerEntry): Edit[] | null {
  if ("absent" in tree.find(vocabulary.name_path)) return null;
  const paths = [vocabulary.name_path, ...scheduler.fields.map(({ path }) => path)];
  if (paths.some((path) => mergesOthers(tree, path))) return null; // what seems to be missing may be there
  const edits: Edit[] = [];
  for (const section of sectionsOf(vocabulary)) {
    const missing = scheduler.fields.filter(
      (field) => field.required && samePath(field.path.slice(0, -1), section) && !pathsOf(field).some((path) => tree.has(path)),
    );
    const found = editsOf(
      tree,
      section,
      missing.map(({ name, example }) => ({ key: name, value: example })),
      (key) => isKept(vocabulary, scheduler, section, key),
    );
    if (found === null) return null;
    edits.push(...found);
  }
  return edits;
}

/** The mappings of the scheduler's name and of all schedulers' fields, inner ones before outer ones. */
function sectionsOf(vocabulary: Vocabulary): Path[] {
  const paths = [vocabulary.name_path, ...vocabulary.schedulers.flatMap(({ fields }) => fields.map(({ path }) => path))];
  const sections = new Map(paths.map((path) => [JSON.stringify(path.slice(0, -1)), path.slice(0, -1)]));
  return [...sections.values()].sort((one, other) => other.length - one.length);
}

/** Whether a key may stay in a section. Unknown keys stay where other settings stand, too, unless they are fields of others. */
function isKept(vocabulary: Vocabulary, scheduler: SchedulerEntry, section: Path, key: string): boolean {
  const own = [...section, key];
  const paths = [...vocabulary.fields, ...scheduler.fields].flatMap(pathsOf).concat([vocabulary.name_path]);
  if (paths.some((path) => startsWith(path, own))) return true;
  const isOthers = vocabulary.schedulers.some(({ fields }) => fields.flatMap(pathsOf).some((path) => samePath(path, own)));
  const hasOtherSettings =
    vocabulary.shared.some((path) => samePath(path, section)) || vocabulary.fields.some(({ path }) => startsWith(path, section));
  return hasOtherSettings && !isOthers;
}

function editsOf(tree: YamlTree, section: Path, added: Entry[], keeps: (key: string) => boolean): Edit[] | null {
  const mapping = tree.mapping(section);
  const pairs = mapping === null ? [] : pairsOf(mapping);
  const kept = pairs.filter((pair) => keeps(tree.key(pair)));
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (mapping === null || first === undefined || last === undefined || kept.length === pairs.length) {
    const edit = added.length === 0 ? undefined : adding(tree, section, added);
    return edit === null ? null : edit === undefined ? [] : [edit];
  }
  if (mapping.name === "FlowMapping") {
    if (tree.source(mapping).includes("\n")) return null; // there may be comments in it
    const entries = [...kept.map((pair) => tree.source(pair)), ...added.map(inLine)];
    return [{ from: first.from, to: last.to, insert: entries.join(", ") }];
  }
  if (indentationOf(tree, mapping) === null || (kept.length === 0 && added.length === 0)) return null;
  const edit = added.length === 0 ? [] : adding(tree, section, added);
  if (edit === null) return null;
  const removed = pairs.filter((pair) => !kept.includes(pair));
  return [edit, ...removed.map((pair) => withoutLines(tree, pair, kept.length > 0 && pair.to < kept[0]!.from))].flat();
}

/** With the line break after it where lines stay below, else with the one before it: there may be none at the text's other end. */
function withoutLines({ text }: YamlTree, pair: Node, staysBelow: boolean): Edit {
  const [start, end] = [lineStart(text, pair.from), lineEnd(text, pair.to)];
  return staysBelow ? { from: start, to: end + 1, insert: "" } : { from: start - 1, to: end, insert: "" };
}

function startsWith(path: Path, beginning: Path): boolean {
  return samePath(path.slice(0, beginning.length), beginning);
}
