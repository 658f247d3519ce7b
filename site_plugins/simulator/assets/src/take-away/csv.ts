// The curve as CSV, as the command `schedulers --csv` writes it.
import { type AnswerWithCurve, phaseOf } from "../model/answer";
import type { Clock } from "../document/clock";

export function toCsv(answer: AnswerWithCurve, { one }: Clock): string {
  const lines = Array.from(answer.curve.lr, (rate, epoch) => `${epoch},${asPython(rate)},${phaseOf(answer, epoch)}\n`);
  return `${one},lr,phase\n${lines.join("")}`;
}

/** A number as Python writes it. Both languages choose the fewest digits that read back as the same number. */
export function asPython(rate: number): string {
  if (!Number.isFinite(rate)) return Number.isNaN(rate) ? "nan" : rate < 0 ? "-inf" : "inf";
  const [digits, exponent] = rate.toExponential().split("e");
  const magnitude = Number(exponent);
  if (magnitude < -4 || magnitude >= 16) return `${digits}e${exponent![0]}${String(Math.abs(magnitude)).padStart(2, "0")}`;
  return Number.isInteger(rate) ? `${rate}.0` : String(rate);
}
