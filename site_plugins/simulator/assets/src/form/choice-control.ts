// The control for a choice: a truth value, or one of a few texts.
import type { Control, Write } from "./controls";
import { create, setText } from "../ui/dom";
import { fieldText } from "../document/field-text";
import { type FieldValue, isWritable, readField } from "./field-value";
import type { Field } from "../document/vocabulary";
import type { YamlTree } from "../document/yaml-tree";
import { t } from "../ui/words";

export class ChoiceControl implements Control {
  readonly dom: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #reason: HTMLElement;
  /** The choice that leaves the field out. */
  readonly #default: HTMLOptionElement;
  #value: FieldValue = { reason: "" };

  constructor(
    readonly field: Field,
    private readonly write: Write,
    prefix: string,
  ) {
    const id = `${prefix}-field-${field.path.join("-")}`;
    this.#reason = create("span", "simulator__reason");
    this.#reason.id = `${id}-reason`;
    this.#select = create("select", "simulator__number");
    this.#select.id = id;
    this.#select.setAttribute("aria-describedby", this.#reason.id);
    const options = [...(field.options ?? []), ...(field.nullable ? ["null"] : [])];
    this.#default = new Option(t`${field.default ?? ""} by default`, "");
    if (field.default !== null) this.#select.append(this.#default);
    this.#select.append(...options.map((option) => new Option(option)));
    this.#select.addEventListener("change", () => this.#choose());
    const label = create("label", "", field.name);
    label.htmlFor = id;
    this.dom = create("div", "simulator__control", label, this.#select, this.#reason);
    this.dom.title = fieldText(field);
  }

  update(tree: YamlTree): void {
    this.#value = readField(tree, this.field);
    const text = "text" in this.#value ? this.#value.text : "";
    const isKnown = isWritable(this.field, text);
    this.#default.disabled = text !== "";
    this.#select.disabled = "reason" in this.#value;
    this.#select.value = isKnown ? text : "";
    this.#select.ariaInvalid = String(text !== "" && !isKnown);
    const refused = text === "" || isKnown ? "" : t`Allowed: ${this.field.requirement}.`;
    setText(this.#reason, "reason" in this.#value ? this.#value.reason : refused);
  }

  #choose(): void {
    if ("text" in this.#value) this.write(this.#value.edit(this.#select.value));
  }
}
