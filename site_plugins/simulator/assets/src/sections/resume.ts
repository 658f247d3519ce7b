// The section "Resume": which epoch is trained next, the curve from there on, and the program that resumes there.
import type { AnswerWithCurve } from "../model/answer";
import { Chart } from "../chart/chart";
import { spokenEpoch } from "../chart/words";
import { type Clock, capitalized, numbered } from "../document/clock";
import { part, setText } from "../ui/dom";
import { count, rate } from "../ui/format";
import { type State, isStale } from "../model/state";
import { t } from "../ui/words";

const FIRST_RATES = 3;

export interface ResumeEvents {
  /** Points the main chart at an epoch. */
  goTo(epoch: number): void;
  copy(program: string, epoch: number): void;
}

export class ResumeView {
  readonly #section: HTMLDetailsElement;
  readonly #field: HTMLInputElement;
  readonly #fromChart: HTMLButtonElement;
  readonly #toChart: HTMLButtonElement;
  readonly #copy: HTMLButtonElement;
  /** The label of the button that takes over the chart's cursor, while there is no cursor. */
  readonly #noCursor: string;
  readonly #chart: Chart;
  #state: State | null = null;
  /** The epoch at which the keyboard has left the chart's cursor. */
  #cursor: number | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly clock: Clock,
    events: ResumeEvents,
  ) {
    this.#section = part(root, "resume");
    this.#field = part(root, "next-epoch");
    this.#fromChart = part(root, "resume-from-chart");
    this.#noCursor = this.#fromChart.textContent;
    this.#toChart = part(root, "resume-to-chart");
    this.#copy = part(root, "copy-resume");
    this.#chart = new Chart(part(root, "resume-chart"), clock, {
      pointed: (epoch) => this.#showEpoch(epoch),
      moved: () => undefined,
      zoomed: () => undefined, // the chart always shows the rest of training
    });
    this.#section.addEventListener("toggle", () => this.#show());
    this.#field.addEventListener("input", () => this.#show());
    this.#fromChart.addEventListener("click", () => {
      if (this.#fromChart.ariaDisabled === "true") return;
      this.#field.value = String(this.#cursor);
      this.#show();
    });
    this.#toChart.addEventListener("click", () => this.#withEpoch((epoch) => events.goTo(epoch)));
    this.#copy.addEventListener("click", () =>
      this.#withEpoch((epoch, answer) => events.copy(program(answer, epoch), epoch)),
    );
  }

  update(state: State): void {
    const [before, after] = [this.#state, state];
    this.#state = state;
    const same = before?.lastCurve === after.lastCurve && before?.view.logarithmic === after.view.logarithmic;
    if (!same || isStale(before!) !== isStale(after)) this.#show();
  }

  /** Offers the epoch of the chart's cursor after the keyboard has moved it. */
  follow(epoch: number): void {
    this.#cursor = epoch;
    this.#offerCursor();
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #show(): void {
    const state = this.#state;
    if (state === null) return;
    const answer = state.lastCurve;
    this.#section.hidden = answer !== null && answer.report.python?.resume == null;
    if (!this.#section.open) return;
    const hint = isStale(state) ? t`This is about the last valid configuration.` : "";
    setText(part(this.root, "resume-hint"), answer === null ? t`There is no curve yet.` : hint);
    if (answer === null) return;
    const last = answer.curve.lr.length - 1;
    this.#field.max = String(Math.max(last, 1));
    if (this.#field.value === "" && document.activeElement !== this.#field) this.#field.value = String(Math.ceil(last / 2));
    const epoch = chosen(this.#field, last);
    this.#field.ariaInvalid = String(epoch === null);
    part(this.root, "resumed").hidden = epoch === null;
    part(this.root, "resume-program").hidden = epoch === null;
    this.#offerCursor();
    setText(part(this.root, "resume-words"), epoch === null ? whyNot(this.#field.value, last, this.clock) : words(epoch, this.clock));
    if (epoch === null) return;
    setText(part(this.root, "resume-rates"), rates(answer, epoch, this.clock));
    setText(part(this.root, "resume-code"), program(answer, epoch));
    part(this.root, "resume-chart").ariaLabel = t`Curve from ${numbered(this.clock, epoch)} on`;
    this.#chart.show({ current: answer, pins: [] }, { logarithmic: state.view.logarithmic, zoom: [epoch, last + 1] });
    this.#showEpoch(null);
  }

  #showEpoch(pointed: number | null): void {
    this.#withEpoch((epoch, answer) => setText(part(this.root, "resume-epoch"), spokenEpoch(answer, pointed ?? epoch, this.clock)));
  }

  #offerCursor(): void {
    const possible = this.#cursor !== null && this.#cursor > 0 && this.#cursor < (this.#state?.lastCurve?.curve.lr.length ?? 0);
    setText(this.#fromChart, possible ? t`Take ${numbered(this.clock, this.#cursor!)} from the chart` : this.#noCursor);
    this.#fromChart.ariaDisabled = String(!possible);
    this.#fromChart.title = possible ? "" : t`Move the chart's cursor by keyboard, or show another ${this.clock.one} on it, to take it over.`;
  }

  #withEpoch(act: (epoch: number, answer: AnswerWithCurve) => void): void {
    const answer = this.#state?.lastCurve ?? null;
    const epoch = answer === null ? null : chosen(this.#field, answer.curve.lr.length - 1);
    if (answer !== null && epoch !== null) act(epoch, answer);
  }
}

/** The epoch in the field, or null when training can't resume there. */
function chosen({ value }: HTMLInputElement, last: number): number | null {
  const epoch = Number(value);
  return value.trim() !== "" && Number.isInteger(epoch) && 1 <= epoch && epoch <= last ? epoch : null;
}

function whyNot(value: string, last: number, { one }: Clock): string {
  if (last === 0) return t`Training has one ${one}, so there is nothing to resume.`;
  const got = value.trim() === "" ? t`no number` : value;
  return t`The ${one} to train next must be a whole number from 1 to ${count(last)}; got ${got}. ${capitalized(one)} 0 begins training.`;
}

function words(epoch: number, clock: Clock): string {
  const [one, many] = [capitalized(clock.one), capitalized(clock.many)];
  const trained = epoch === 1 ? t`${one} 0 has been trained` : t`${many} 0 to ${count(epoch - 1)} have been trained`;
  return t`${trained}, and ${numbered(clock, epoch)} is trained next.`;
}

/** The first rates after resuming and the last one, as a sentence. */
function rates({ curve }: AnswerWithCurve, epoch: number, clock: Clock): string {
  const last = curve.lr.length - 1;
  const at = (index: number) => t`${numbered(clock, index)} at ${rate(curve.lr[index] ?? NaN)}`;
  const first = Array.from({ length: Math.min(FIRST_RATES, last - epoch + 1) }, (_, index) => at(epoch + index));
  const rest = epoch + FIRST_RATES <= last ? `, ${t`and the last, ${at(last)}`}` : "";
  return t`It trains ${first.join(", ")}${rest}.`;
}

function program({ report }: AnswerWithCurve, epoch: number): string {
  return report.python?.resume?.replaceAll("{next_epoch}", String(epoch)) ?? "";
}
