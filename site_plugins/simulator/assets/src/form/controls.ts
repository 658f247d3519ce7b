// The controls, by the name that a kind of field gives. A project's own module can add controls for its kinds.
import type { Edit } from "../document/adding";
import { ChoiceControl } from "./choice-control";
import { FormControl } from "./typed-control";
import type { Field } from "../document/vocabulary";
import type { YamlTree } from "../document/yaml-tree";

export interface Control {
  readonly field: Field;
  readonly dom: HTMLElement;
  /** Shows the value in the text. */
  update(tree: YamlTree): void;
}

export type Write = (edit: Edit) => void;

/** `prefix` begins the ids of the control's elements, because a page may have several controls for one field. */
export type MakeControl = (field: Field, write: Write, prefix: string) => Control;

const typed: MakeControl = (...given) => new FormControl(...given);
const controls = new Map<string, MakeControl>([["choice", (...given) => new ChoiceControl(...given)]]);

/** Adds a control, under the name that kinds of fields give. */
export function addControl(name: string, make: MakeControl): void {
  controls.set(name, make);
}

export function controlFor(field: Field, write: Write, prefix = "simulator"): Control {
  return (controls.get(field.control) ?? typed)(field, write, prefix);
}
