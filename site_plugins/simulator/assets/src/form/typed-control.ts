// The control for typed values: a number with a slider, or a list of numbers.
import { create, setText } from "../ui/dom";
import { fieldText } from "../document/field-text";
import { type FieldValue, isWritable, readField } from "./field-value";
import { type Scale, scaleFor } from "./slider-scale";
import type { Control, Write } from "./controls";
import type { Field } from "../document/vocabulary";
import type { YamlTree } from "../document/yaml-tree";
import { t } from "../ui/words";

export class FormControl implements Control {
  readonly dom: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #slider: HTMLInputElement;
  readonly #reason: HTMLElement;
  #scale: Scale | null = null;
  #value: FieldValue = { reason: "" };

  constructor(
    readonly field: Field,
    private readonly write: Write,
    prefix: string,
  ) {
    const id = `${prefix}-field-${field.path.join("-")}`;
    this.#reason = create("span", "simulator__reason");
    this.#reason.id = `${id}-reason`;
    this.#input = this.#createInput(id);
    this.#slider = this.#createSlider();
    const label = create("label", "", field.name);
    label.htmlFor = id;
    this.dom = create("div", "simulator__control", label, this.#input, this.#slider, this.#reason);
    this.dom.title = fieldText(field);
  }

  update(tree: YamlTree): void {
    const before = this.#value;
    this.#value = readField(tree, this.field);
    // Most edits are of another field, and to write the same again would have the browser lay out this one.
    if ("text" in before && "text" in this.#value && before.text === this.#value.text && this.#input.value === before.text) return;
    this.#input.disabled = this.#slider.disabled = "reason" in this.#value;
    if ("reason" in this.#value) {
      this.#input.value = "";
      this.#input.ariaInvalid = "false";
      this.#say(this.#value.reason);
      return;
    }
    const { text } = this.#value;
    if (this.#input.value !== text) this.#show(text);
    const holds = text || (this.field.default ?? "");
    if (this.#scale === null || document.activeElement !== this.#slider) this.#stretch(Number(holds));
    this.#slider.value = String(this.#scale?.position(Number(holds)) ?? 0);
    this.#slider.ariaValueText = holds;
    this.#say("");
  }

  #createInput(id: string): HTMLInputElement {
    const input = create("input", "simulator__number");
    input.id = id;
    input.autocomplete = "off";
    input.placeholder = this.field.default ?? "";
    input.setAttribute("aria-describedby", this.#reason.id);
    if (this.field.control === "number") {
      input.type = "number";
      input.step = this.field.whole ? "1" : "any";
    } else {
      input.type = "text";
    }
    input.addEventListener("input", () => {
      const isWritten = isWritable(this.field, input.value);
      const isRefused = !isWritten && input.value !== ""; // the value is empty while the text is no number yet
      input.ariaInvalid = String(isRefused);
      this.#say(isRefused ? t`Allowed: ${this.field.requirement}.` : "");
      if (isWritten) this.#replace(input.value);
    });
    input.addEventListener("blur", () => {
      if (!("text" in this.#value)) return;
      this.#show(this.#value.text); // a text that was not written is dropped
      this.#say("");
    });
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (steps === undefined || this.#scale === null || this.#slider.disabled) return;
      event.preventDefault(); // the browser would step by 1, even for small rates
      const position = Number(this.#slider.value) + steps;
      if (position >= 0 && position <= this.#scale.last) this.#replace(this.#scale.text(position));
    });
    return input;
  }

  #createSlider(): HTMLInputElement {
    const slider = create("input", "simulator__slider");
    slider.type = "range";
    slider.min = "0";
    slider.ariaLabel = this.field.name;
    slider.addEventListener("input", () => {
      if (this.#scale !== null) this.#replace(this.#scale.text(Number(slider.value)));
    });
    // Only at the end of a drag. During a drag, the scale must not move under the pointer.
    slider.addEventListener("change", () => {
      if ("text" in this.#value) this.#stretch(Number(this.#value.text));
    });
    return slider;
  }

  /** Shows a message in the place of the slider: why there is nothing to edit, or what may be typed. */
  #say(reason: string): void {
    setText(this.#reason, reason);
    this.#slider.hidden = reason !== "" || this.#scale === null;
  }

  /** The text for a number input, which accepts fewer notations than YAML: not "5." nor "+2". */
  #show(text: string): void {
    this.#input.ariaInvalid = String(text !== "" && !isWritable(this.field, text));
    this.#input.value = text;
    if (text !== "" && this.#input.value === "") this.#input.value = String(Number(text));
  }

  #stretch(value: number): void {
    this.#scale = scaleFor(this.field, value);
    if (this.#scale === null) return;
    this.#slider.max = String(this.#scale.last);
    this.#slider.value = String(this.#scale.position(value));
  }

  #replace(text: string): void {
    if ("text" in this.#value && this.#value.text !== text) this.write(this.#value.edit(text));
  }
}
