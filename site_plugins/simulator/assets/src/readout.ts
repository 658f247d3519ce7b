// The values above the chart: those of the epoch under the pointer, or else what the whole curve spans.
import { type AnswerWithCurve, phaseOf } from "./answer";
import { extremes } from "./chart-data";
import { part, setText } from "./dom";
import { count, rate } from "./format";

export class ReadoutView {
  readonly #epoch: HTMLElement;
  readonly #rate: HTMLElement;
  readonly #phase: HTMLElement;
  #answer: AnswerWithCurve | null = null;

  constructor(root: HTMLElement) {
    this.#epoch = part(root, "epoch");
    this.#rate = part(root, "rate");
    this.#phase = part(root, "phase");
  }

  update(answer: AnswerWithCurve | null): void {
    if (answer === null || answer === this.#answer) return;
    this.#answer = answer;
    this.showEpoch(null);
  }

  showEpoch(epoch: number | null): void {
    if (this.#answer === null) return;
    const { curve } = this.#answer;
    if (epoch === null || epoch >= curve.lr.length) {
      this.#write(between(0, curve.lr.length - 1, count), rateSpan(this.#answer), phaseSpan(this.#answer));
    } else {
      this.#write(count(epoch), rate(curve.lr[epoch] ?? NaN), phaseOf(this.#answer, epoch));
    }
  }

  #write(epoch: string, value: string, phase: string): void {
    setText(this.#epoch, epoch);
    setText(this.#rate, value);
    setText(this.#phase, phase);
  }
}

function rateSpan({ curve }: AnswerWithCurve): string {
  const span = extremes(curve);
  return span === null ? "not finite" : between(...span, (value) => rate(value, 4));
}

/** Each kind of phase once, in the order of the curve. */
function phaseSpan({ curve, report }: AnswerWithCurve): string {
  return [...new Set(curve.phaseKind)].map((kind) => report.phase_kinds[kind]).join(", ");
}

function between(low: number, high: number, text: (value: number) => string): string {
  return low === high ? text(low) : `${text(low)} – ${text(high)}`;
}
