// Which control edits which kind of field. A project's own module adds a control for a kind that is edited in a new way.
import type { Edit } from "../document/adding";
import { ChoiceControl } from "./choice-control";
import { FormControl } from "./typed-control";
import type { Field } from "../document/vocabulary";
import type { YamlTree } from "../document/yaml-tree";

export interface Control {
  readonly field: Field;
  readonly dom: HTMLElement;
  /** Shows what the text says. */
  update(tree: YamlTree): void;
}

export type Write = (edit: Edit) => void;

/** `prefix` begins the ids of the control's elements: a page may have several controls of one field. */
export type MakeControl = (field: Field, write: Write, prefix: string) => Control;

const typed: MakeControl = (...given) => new FormControl(...given);
const controls = new Map<string, MakeControl>([["choice", (...given) => new ChoiceControl(...given)]]);

/** Adds a control under the name by which fields ask for it. */
export function addControl(name: string, make: MakeControl): void {
  controls.set(name, make);
}

export function controlFor(field: Field, write: Write, prefix = "simulator"): Control {
  return (controls.get(field.control) ?? typed)(field, write, prefix);
}
