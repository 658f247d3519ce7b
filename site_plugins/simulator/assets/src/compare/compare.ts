// The button "Pin curve", the list of pins, and the table under them.
import { Announcer } from "../ui/announcer";
import { hasCurve } from "../model/answer";
import { type Clock, numbered } from "../document/clock";
import { DifferencesView } from "./differences";
import { part, setText } from "../ui/dom";
import { whyNot } from "../take-away/download";
import { PinItem } from "./pin-item";
import { MOST_PINS, type Pin, withPin, withRenamed, withToggled, withoutPin } from "../model/pins";
import type { Preset } from "../editor/presets";
import { type State, isPending } from "../model/state";
import { t } from "../ui/words";

export interface CompareEvents {
  changed(pins: readonly Pin[]): void;
  /** Opens a pin's configuration in the editor. */
  edited(pin: Pin): void;
  /** Reports, in a plain sentence, why something can't be done. */
  refused(reason: string): void;
}

export class Compare {
  readonly #button: HTMLButtonElement;
  readonly #count: HTMLElement;
  readonly #none: string;
  readonly #section: HTMLElement;
  readonly #list: HTMLElement;
  readonly #head: HTMLElement;
  readonly #differences: DifferencesView;
  readonly #announcer: Announcer;
  readonly #items = new Map<number, PinItem>(); // by the number of the style
  #requested = false;
  #epoch: number | null = null;

  constructor(
    root: HTMLElement,
    private readonly clock: Clock,
    private readonly presets: readonly Preset[],
    private readonly state: () => State,
    private readonly events: CompareEvents,
  ) {
    this.#button = part(root, "pin");
    this.#count = part(root, "pin-count");
    this.#none = this.#count.textContent;
    this.#section = part(root, "compare");
    this.#list = part(root, "pins");
    this.#head = part(root, "pins-epoch");
    this.#announcer = new Announcer(part(root, "spoken-pins"));
    this.#differences = new DifferencesView(root, clock);
    this.#button.addEventListener("click", () => this.#request());
  }

  update(state: State): void {
    const reason = whyNoPin(state);
    this.#button.ariaDisabled = String(reason !== null);
    this.#button.title = reason ?? t`Keep this curve, to compare others with it`;
    if (reason !== null) this.#requested = false;
    const { length } = state.pins;
    setText(this.#count, length === 0 ? this.#none : length < MOST_PINS ? t`${length} of ${MOST_PINS} pins` : t`${length} of ${MOST_PINS} pins: remove one to pin another`);
    this.#section.classList.toggle("simulator__compare--empty", length === 0);
    this.#showPins(state);
    if (length > 0) this.#differences.update(state);
    if (this.#requested && !isPending(state)) this.#pin(state);
  }

  /** The epoch under the chart's cursor, for the pins' rates there. */
  showEpoch(epoch: number | null): void {
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#showPins(this.state());
  }

  #showPins({ pins, outcomes }: State): void {
    setText(this.#head, this.#epoch === null ? "" : t`rate in ${numbered(this.clock, this.#epoch)}`);
    for (const style of this.#items.keys()) if (!pins.some((pin) => pin.style === style)) this.#items.delete(style);
    for (const pin of pins) this.#itemOf(pin).update(pin, outcomes.get(pin.text), this.#epoch);
    const items = pins.map((pin) => this.#itemOf(pin).dom);
    // Only when a pin is added or removed, because an element loses the focus when it is inserted again.
    if (items.length !== this.#list.children.length || items.some((item, index) => item !== this.#list.children[index])) {
      this.#list.replaceChildren(...items);
    }
  }

  #itemOf(pin: Pin): PinItem {
    const known = this.#items.get(pin.style);
    if (known !== undefined) return known;
    const item = new PinItem(pin, {
      toggled: (toggled) => this.events.changed(withToggled(this.state().pins, toggled)),
      renamed: (renamed, name) => this.#rename(renamed, name),
      edited: (edited) => {
        this.events.edited(edited);
        this.#announcer.say(t`${edited.name} is in the editor.`);
      },
      removed: (removed) => this.#remove(removed),
    });
    this.#items.set(pin.style, item);
    return item;
  }

  #request(): void {
    const reason = whyNoPin(this.state());
    if (reason !== null) this.events.refused(reason);
    else {
      this.#requested = true;
      this.update(this.state());
    }
  }

  /** The answer belongs to the text, so the pin is the curve that the chart shows. */
  #pin({ text, answer, pins }: State): void {
    this.#requested = false;
    const already = pins.find((pin) => pin.text === text);
    if (already !== undefined) this.events.refused(t`This configuration is pinned already, as ${already.name}.`);
    else if (hasCurve(answer)) {
      const name = this.presets.find((preset) => preset.text === text)?.name ?? answer.report.scheduler ?? t`curve`;
      const changed = withPin(pins, text, name);
      this.events.changed(changed);
      this.#announcer.say(t`Pinned as ${changed.at(-1)?.name ?? ""}, ${changed.length} of ${MOST_PINS} pins.`);
    }
  }

  #rename(pin: Pin, written: string): void {
    const changed = withRenamed(this.state().pins, pin, written);
    this.events.changed(changed);
    const name = changed.find(({ style }) => style === pin.style)?.name;
    if (name !== pin.name) this.#announcer.say(t`${pin.name} is now ${name ?? ""}.`);
  }

  /** Moves the focus to the next pin, or else to the last one, or to the button that pins. */
  #remove(pin: Pin): void {
    const { pins } = this.state();
    const place = pins.indexOf(pin);
    const left = withoutPin(pins, pin);
    this.events.changed(left);
    const next = left[Math.min(place, left.length - 1)];
    if (next === undefined) this.#button.focus();
    else this.#itemOf(next).remove.focus();
    this.#announcer.say(left.length === 0 ? t`Removed ${pin.name}, no pins left.` : t`Removed ${pin.name}, ${left.length} of ${MOST_PINS} pins left.`);
  }
}

/** The reason why the curve can't be pinned now, or null. */
function whyNoPin(state: State): string | null {
  if (state.pins.length < MOST_PINS) return whyNot(state);
  return t`There are ${MOST_PINS} pins, as many as the chart can show. Remove one to pin another.`;
}
