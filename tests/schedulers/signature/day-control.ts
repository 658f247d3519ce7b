// A control for days. It is bundled as if it stood beside the page's own modules.
import { type Control, type Write, addControl } from "./form/controls";
import { type FieldValue, readField } from "./form/field-value";
import type { Field } from "./document/vocabulary";
import type { YamlTree } from "./document/yaml-tree";

class DayControl implements Control {
  #input: HTMLInputElement | null = null;
  #value: FieldValue = { reason: "" };

  constructor(
    readonly field: Field,
    private readonly write: Write,
  ) {}

  get dom(): HTMLElement {
    if (this.#input === null) {
      this.#input = document.createElement("input");
      this.#input.type = "date";
      this.#input.ariaLabel = this.field.name;
      this.#input.addEventListener("input", () => this.choose(this.#input!.value));
    }
    return this.#input;
  }

  /** The day that the text says. */
  get shown(): string {
    return "text" in this.#value ? this.#value.text : "";
  }

  update(tree: YamlTree): void {
    this.#value = readField(tree, this.field);
    if (this.#input !== null) this.#input.value = this.shown;
  }

  choose(day: string): void {
    if ("text" in this.#value && /^\d{4}-\d\d-\d\d$/.test(day)) this.write(this.#value.edit(day));
  }
}

addControl("date", (field, write) => new DayControl(field, write));
