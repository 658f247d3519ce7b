// Adds keys to the text, after the other keys of their mapping. A missing mapping is added, too.
import { type Node, type YamlTree, isMapping, pairsOf } from "./yaml-tree";

/** An edit: the text that replaces a part of the document. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A key with its value as YAML, or with the entries of a mapping. */
export interface Entry {
  readonly key: string;
  readonly value: string | readonly Entry[];
}

const UNIT = "  "; // of indentation

/** The edit that adds entries to a mapping; null where the style of the text does not allow it. */
export function adding(tree: YamlTree, section: readonly string[], entries: readonly Entry[]): Edit | null {
  const key = section.at(-1);
  const found = key === undefined ? { value: tree.root } : tree.find(section);
  if ("absent" in found) return adding(tree, section.slice(0, -1), [{ key: key!, value: entries }]);
  const mapping = found.value;
  if (!isMapping(mapping)) return null;
  const pairs = pairsOf(mapping);
  if (pairs.some((pair) => entries.some((entry) => entry.key === tree.key(pair)))) return null; // it is there, without a value
  const last = pairs.at(-1);
  if (mapping.name === "FlowMapping") {
    const at = last?.to ?? mapping.from + 1;
    return { from: at, to: at, insert: (last === undefined ? "" : ", ") + entries.map(inLine).join(", ") };
  }
  const indentation = indentationOf(tree, mapping);
  if (last === undefined || indentation === null) return null;
  const at = lineEnd(tree.text, last.to);
  return { from: at, to: at, insert: entries.map((entry) => inBlock(entry, indentation)).join("") };
}

/** The indentation of a mapping's keys; null where the first key does not begin its line. */
export function indentationOf(tree: YamlTree, mapping: Node): string | null {
  const [first] = pairsOf(mapping);
  if (first === undefined) return null;
  const indentation = tree.text.slice(lineStart(tree.text, first.from), first.from);
  return indentation.trim() === "" ? indentation : null;
}

export function inLine({ key, value }: Entry): string {
  return `${key}: ${typeof value === "string" ? value : `{${value.map(inLine).join(", ")}}`}`;
}

function inBlock({ key, value }: Entry, indentation: string): string {
  const start = `\n${indentation}${key}:`;
  return typeof value === "string"
    ? `${start} ${value}`
    : start + value.map((entry) => inBlock(entry, indentation + UNIT)).join("");
}

export function lineStart(text: string, position: number): number {
  return text.lastIndexOf("\n", position - 1) + 1;
}

export function lineEnd(text: string, position: number): number {
  const end = text.indexOf("\n", position);
  return end === -1 ? text.length : end;
}
