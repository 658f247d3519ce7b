// The line "Falls below" under the chart: a rate, and the first epoch that is below it. The table of the pins has the same rate.
import { Announcer } from "../ui/announcer";
import { type Clock, numbered } from "../document/clock";
import { fallBelow, fallText } from "./curve-figures";
import { part, setText } from "../ui/dom";
import type { State } from "../model/state";
import { LONGEST_THRESHOLD, readThreshold } from "../model/threshold";
import { t } from "../ui/words";

export interface FallEvents {
  threshold(written: string): void;
  goTo(epoch: number): void;
}

export class FallView {
  readonly #threshold: HTMLInputElement;
  /** The epoch, which leads to its place on the chart. */
  readonly #epoch: HTMLButtonElement;
  /** The answer in place of an epoch. */
  readonly #none: HTMLElement;
  readonly #problem: HTMLElement;
  readonly #announcer: Announcer;
  #found = 0;

  constructor(
    root: HTMLElement,
    private readonly clock: Clock,
    events: FallEvents,
  ) {
    this.#threshold = part(root, "threshold");
    this.#epoch = part(root, "fall-epoch");
    this.#none = part(root, "no-fall");
    this.#problem = part(root, "threshold-problem");
    this.#announcer = new Announcer(part(root, "spoken-fall"));
    this.#threshold.maxLength = LONGEST_THRESHOLD;
    this.#epoch.title = t`Show this ${clock.one} on the chart`;
    this.#epoch.addEventListener("click", () => events.goTo(this.#found));
    this.#threshold.addEventListener("input", () => {
      events.threshold(this.#threshold.value);
      this.#announcer.say(this.#epoch.hidden ? this.#none.textContent : this.#epoch.textContent);
    });
  }

  update({ threshold: written, lastCurve }: State): void {
    const threshold = readThreshold(written);
    const isBad = typeof threshold !== "number";
    if (this.#threshold.value !== written) this.#threshold.value = written;
    this.#threshold.ariaInvalid = String(isBad);
    setText(this.#problem, isBad ? threshold.problem : "");
    const fall = isBad || lastCurve === null ? null : fallBelow(lastCurve.curve.lr, threshold);
    const isFound = typeof fall === "number";
    if (isFound) this.#found = fall;
    this.#epoch.hidden = !isFound;
    setText(this.#epoch, isFound ? numbered(this.clock, fall) : "");
    setText(this.#none, fall === null || isFound ? "" : fallText(fall, this.clock));
  }
}
