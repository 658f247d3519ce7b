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
  return field.type === "list of int" ? readList(tree, value) : readNumber(tree, value);
}

/** Whether a control may write this text: while somebody types, it is not always a value that the field takes. */
export function isWritable(field: Field, text: string): boolean {
  if (field.type === "list of int") return takesItems(field, itemsOf(text));
  return (field.type === "int" ? isWholeNumber : isPlainNumber)(text) && takes(field, Number(text));
}

/** Whether the field takes this number: as its value, or as an item of it. */
export function takes({ type, minimum, exclusive_minimum, maximum }: Field, value: number): boolean {
  return (
    Number.isFinite(value) &&
    (type === "float" || Number.isInteger(value)) &&
    value >= (minimum ?? -Infinity) &&
    value > (exclusive_minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity)
  );
}

function takesItems(field: Field, items: readonly string[]): boolean {
  const numbers = items.map(Number);
  return (
    items.every(isWholeNumber) &&
    numbers.every((number, index) => takes(field, number) && !(field.increasing && index > 0 && number <= numbers[index - 1]!)) &&
    items.length >= (field.min_items ?? 0)
  );
}

function readNumber(tree: YamlTree, value: Node): FieldValue {
  const text = tree.source(value);
  if (!isScalar(value) || !isPlainNumber(text)) return { reason: `${shortened(text)} is not a plain number.` };
  return { text, from: value.from, to: value.to };
}

/** The items between the brackets. */
function readList(tree: YamlTree, value: Node): FieldValue {
  const inner = { from: value.from + 1, to: value.to - 1 };
  const text = tree.source(inner);
  if (value.name !== "FlowSequence" || !itemsOf(text).every(isWholeNumber)) return { reason: "Not a list of numbers in [brackets]." };
  return { text, ...inner };
}

function itemsOf(text: string): string[] {
  return text.split(",").map((item) => item.trim());
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
