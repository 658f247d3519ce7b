// One pin in the list: its visibility, its name, its rate at the chart's cursor, and its buttons.
import { create, setText } from "../ui/dom";
import { rate } from "../ui/format";
import { sample } from "../chart/pin-styles";
import { LONGEST_NAME, type Pin } from "../model/pins";
import type { Outcome } from "../model/state";
import { t } from "../ui/words";

export interface PinEvents {
  toggled(pin: Pin): void;
  renamed(pin: Pin, name: string): void;
  edited(pin: Pin): void;
  removed(pin: Pin): void;
}

export class PinItem {
  readonly dom: HTMLLIElement;
  readonly remove = create("button", "simulator__tool", t`Remove`);
  readonly #visible = create("input", "");
  readonly #name = create("input", "simulator__pin-name");
  readonly #rate = create("span", "simulator__pin-rate");
  readonly #edit = create("button", "simulator__tool", t`Edit`);
  #pin: Pin;
  /** Whether the name is being edited. */
  #isTyped = false;

  constructor(pin: Pin, events: PinEvents) {
    this.#pin = pin;
    this.#visible.type = "checkbox";
    this.#visible.addEventListener("change", () => events.toggled(this.#pin));
    this.#name.maxLength = LONGEST_NAME;
    this.#name.autocomplete = "off";
    this.#name.spellcheck = false;
    this.#name.ariaLabel = t`Name of the pin`;
    this.#name.addEventListener("input", () => (this.#isTyped = true));
    this.#name.addEventListener("change", () => {
      events.renamed(this.#pin, this.#name.value);
      this.#showName();
    });
    this.#name.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#showName();
    });
    this.#edit.type = this.remove.type = "button";
    this.#edit.title = t`Put this configuration into the editor; undo brings back what is there now`;
    this.#edit.addEventListener("click", () => events.edited(this.#pin));
    this.remove.addEventListener("click", () => events.removed(this.#pin));
    const line = sample(pin.style);
    this.dom = create("li", "simulator__pin", this.#visible, line, this.#name, this.#rate, this.#edit, this.remove);
  }

  update(pin: Pin, outcome: Outcome | undefined, epoch: number | null): void {
    this.#pin = pin;
    this.#visible.checked = pin.visible;
    this.#visible.ariaLabel = t`Show ${pin.name}`;
    if (!this.#isTyped) this.#showName();
    this.#edit.ariaLabel = t`Edit ${pin.name}`;
    this.remove.ariaLabel = t`Remove ${pin.name}`;
    setText(this.#rate, rateText(outcome, epoch));
  }

  #showName(): void {
    this.#isTyped = false;
    if (this.#name.value !== this.#pin.name) this.#name.value = this.#pin.name;
    this.#name.title = this.#pin.name;
  }
}

/** The rate of an epoch, or a word that says why there is none. */
function rateText(outcome: Outcome | undefined, epoch: number | null): string {
  if (outcome === undefined) return "…";
  if (!("answer" in outcome) || outcome.answer.curve === null) return t`no curve`;
  if (epoch === null) return "";
  const value = outcome.answer.curve.lr[epoch];
  return value === undefined ? "–" : rate(value, 4);
}
