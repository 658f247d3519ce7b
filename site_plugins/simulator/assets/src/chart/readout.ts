// The values above the chart: those of the epoch under the cursor, or else the ranges of the whole curve.
import type { AnswerWithCurve } from "../model/answer";
import { Announcer } from "../ui/announcer";
import { extremes } from "./data";
import { type EpochValues, epochValues, ratioToBase, spokenEpoch } from "./words";
import type { Clock } from "../document/clock";
import { part, setText } from "../ui/dom";
import { count, rate } from "../ui/format";
import { t } from "../ui/words";

export class ReadoutView {
  readonly #root: HTMLElement;
  readonly #announcer: Announcer;
  #answer: AnswerWithCurve | null = null;

  constructor(
    root: HTMLElement,
    private readonly clock: Clock,
  ) {
    this.#root = root;
    this.#announcer = new Announcer(part(root, "spoken-epoch"));
  }

  update(answer: AnswerWithCurve | null): void {
    if (answer === null || answer === this.#answer) return;
    this.#answer = answer;
    this.showEpoch(null);
  }

  showEpoch(epoch: number | null): void {
    if (this.#answer === null) return;
    this.#write(epoch === null ? spans(this.#answer) : epochValues(this.#answer, epoch));
  }

  /** Shows the epoch's values, and announces them to a screen reader. */
  speakEpoch(epoch: number): void {
    if (this.#answer !== null) this.#announcer.say(spokenEpoch(this.#answer, epoch, this.clock));
  }

  #write(values: EpochValues): void {
    for (const name of ["epoch", "rate", "phase", "ratio"] as const) setText(part(this.#root, name), values[name]);
  }
}

function spans(answer: AnswerWithCurve): EpochValues {
  const { curve } = answer;
  const span = extremes(curve);
  const between = (text: (value: number) => string) => (span === null ? t`not finite` : range(...span, text));
  return {
    epoch: range(0, curve.lr.length - 1, count),
    rate: between((value) => rate(value, 4)),
    phase: kinds(answer) || "–",
    ratio: between((value) => ratioToBase(answer, value)),
  };
}

/** Each kind of phase once, in the order of the curve. */
function kinds({ curve, report }: AnswerWithCurve): string {
  return [...new Set(curve.phaseKind)].map((kind) => report.phase_kinds[kind]).filter(Boolean).join(", ");
}

function range(low: number, high: number, text: (value: number) => string): string {
  const [first, last] = [text(low), text(high)];
  return first === last ? first : `${first} – ${last}`;
}
