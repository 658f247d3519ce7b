// The value that a control shows of the text, and its edits of the text.
import { type Edit, adding } from "../document/adding";
import { isPlainNumber, isWholeNumber } from "../document/plain-number";
import { type Field, pathsOf } from "../document/vocabulary";
import { mergesOthers } from "../document/references";
import { type Node, YamlTree, isScalar } from "../document/yaml-tree";
import { t } from "../ui/words";

export type FieldValue =
  /** The value as text; empty for an optional field that is left out. */
  | { readonly text: string; edit(written: string): Edit }
  /** The reason why there is nothing to edit. */
  | { readonly reason: string };

export function readField(tree: YamlTree, field: Field): FieldValue {
  const found = tree.find(pathsOf(field).find((path) => tree.has(path)) ?? field.path);
  if ("absent" in found) {
    if (mergesOthers(tree, field.path)) return { reason: t`${field.path.join(".")} comes from << or is not in the text.` };
    return readMissing(tree, field) ?? { reason: `${found.absent}.` };
  }
  if (found.value === null) return { reason: t`${field.name} has no value.` };
  const { value } = found;
  if (field.control === "list") return readList(tree, value, field);
  return field.control === "number" ? readNumber(tree, value) : readText(tree, value);
}

/** Whether a control may write this text. While somebody types, it is not always a value that the field takes. */
export function isWritable(field: Field, text: string): boolean {
  if (field.control === "list") return takesItems(field, itemsOf(text));
  if (field.control === "choice") return [...(field.options ?? []), ...(field.nullable ? ["null"] : [])].includes(text);
  return field.control === "number" ? isNumberOf(field)(text) && takes(field, Number(text)) : isSingleValue(text);
}

/** Whether a text is a single value wherever it stands. Python decides whether the value is valid. */
function isSingleValue(text: string): boolean {
  const found = YamlTree.ofText(`{value: ${text}}`).find(["value"]);
  return !("absent" in found) && found.value !== null && isScalar(found.value) && found.value.to - found.value.from === text.length;
}

/** Whether the field takes this number, as its value or as an item. */
export function takes({ whole, minimum, exclusive_minimum, maximum, exclusive_maximum }: Field, value: number): boolean {
  return (
    Number.isFinite(value) &&
    (!whole || Number.isInteger(value)) &&
    value >= (minimum ?? -Infinity) &&
    value > (exclusive_minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value < (exclusive_maximum ?? Infinity)
  );
}

function takesItems(field: Field, items: readonly string[]): boolean {
  const numbers = items.map(Number);
  return (
    items.every(isNumberOf(field)) &&
    numbers.every((number, index) => takes(field, number) && !(field.increasing && index > 0 && number <= numbers[index - 1]!)) &&
    items.length >= (field.min_items ?? 0)
  );
}

/** A number as a control may write it. */
function isNumberOf({ whole }: Field): (text: string) => boolean {
  return whole ? isWholeNumber : isPlainNumber;
}

/** An optional field that is left out, and is added when it gets a value. Null where it can't be added. */
function readMissing(tree: YamlTree, field: Field): FieldValue | null {
  if (field.default === null) return null;
  const edit = (written: string) => {
    const value = field.control === "list" ? `[${written}]` : written;
    return adding(tree, field.path.slice(0, -1), [{ key: field.name, value }]);
  };
  return edit("") && { text: "", edit: (written) => edit(written)! };
}

/** A value in the text. */
function present(tree: YamlTree, { from, to }: { readonly from: number; readonly to: number }): FieldValue {
  return { text: tree.source({ from, to }), edit: (insert) => ({ from, to, insert }) };
}

/** A single word. */
function readText(tree: YamlTree, value: Node): FieldValue {
  if (!isScalar(value)) return { reason: t`${shortened(tree.source(value))} is not a single value.` };
  return present(tree, value);
}

function readNumber(tree: YamlTree, value: Node): FieldValue {
  const text = tree.source(value);
  if (!isScalar(value) || !isPlainNumber(text)) return { reason: t`${shortened(text)} is not a plain number.` };
  return present(tree, value);
}

/** The items between the brackets. */
function readList(tree: YamlTree, value: Node, field: Field): FieldValue {
  const inner = { from: value.from + 1, to: value.to - 1 };
  if (value.name !== "FlowSequence" || !itemsOf(tree.source(inner)).every(isNumberOf(field))) return { reason: t`Not a list of numbers in [brackets].` };
  return present(tree, inner);
}

function itemsOf(text: string): string[] {
  return text.split(",").map((item) => item.trim());
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
