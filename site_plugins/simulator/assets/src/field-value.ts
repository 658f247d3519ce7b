// What a control shows of the text, and the part of the text that it edits.
import { isPlainNumber, isWholeNumber } from "./plain-number";
import type { Field } from "./vocabulary";
import { type Node, type YamlTree, isScalar } from "./yaml-tree";

export type FieldValue =
  | { readonly text: string; readonly from: number; readonly to: number }
  /** Why there is nothing that a control could edit. */
  | { readonly reason: string };

export function readField(tree: YamlTree, field: Field): FieldValue {
  const found = tree.find(field.path);
  if ("absent" in found) return { reason: `${found.absent}.` };
  if (found.value === null) return { reason: `${field.name} has no value.` };
  const { value } = found;
  if (field.control === "list") return readList(tree, value, field);
  return field.control === "number" ? readNumber(tree, value) : readText(tree, value);
}

/** Whether a control may write this text: while somebody types, it is not always a value that the field takes. */
export function isWritable(field: Field, text: string): boolean {
  if (field.control === "list") return takesItems(field, itemsOf(text));
  if (field.control === "choice") return field.options?.includes(text) === true || (field.nullable && text === "null");
  return isNumberOf(field)(text) && takes(field, Number(text));
}

/** Whether the field takes this number: as its value, or as an item of it. */
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

/** How a number is written that a control may write. */
function isNumberOf({ whole }: Field): (text: string) => boolean {
  return whole ? isWholeNumber : isPlainNumber;
}

/** A single word. */
function readText(tree: YamlTree, value: Node): FieldValue {
  if (!isScalar(value)) return { reason: `${shortened(tree.source(value))} is not a single value.` };
  return { text: tree.source(value), from: value.from, to: value.to };
}

function readNumber(tree: YamlTree, value: Node): FieldValue {
  const text = tree.source(value);
  if (!isScalar(value) || !isPlainNumber(text)) return { reason: `${shortened(text)} is not a plain number.` };
  return { text, from: value.from, to: value.to };
}

/** The items between the brackets. */
function readList(tree: YamlTree, value: Node, field: Field): FieldValue {
  const inner = { from: value.from + 1, to: value.to - 1 };
  const text = tree.source(inner);
  if (value.name !== "FlowSequence" || !itemsOf(text).every(isNumberOf(field))) return { reason: "Not a list of numbers in [brackets]." };
  return { text, ...inner };
}

function itemsOf(text: string): string[] {
  return text.split(",").map((item) => item.trim());
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
