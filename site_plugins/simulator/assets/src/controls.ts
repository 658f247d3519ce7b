// Which control edits which kind of field. A kind that is edited in a new way needs a module beside this one, and a line here.
import type { Edit } from "./adding";
import { ChoiceControl } from "./choice-control";
import { FormControl } from "./form-control";
import type { Field } from "./vocabulary";
import type { YamlTree } from "./yaml-tree";

export interface Control {
  readonly field: Field;
  readonly dom: HTMLElement;
  /** Shows what the text says. */
  update(tree: YamlTree): void;
}

export type Write = (edit: Edit) => void;

/** `prefix` begins the ids of the control's elements: a page may have several controls of one field. */
export function controlFor(field: Field, write: Write, prefix = "simulator"): Control {
  return field.control === "choice" ? new ChoiceControl(field, write, prefix) : new FormControl(field, write, prefix);
}
