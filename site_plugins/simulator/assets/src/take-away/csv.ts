// The curve as CSV. JavaScript writes a number with the fewest digits that read back as the very same number.
import { type AnswerWithCurve, phaseOf } from "../model/answer";
import type { Clock } from "../document/clock";

export function toCsv(answer: AnswerWithCurve, { one }: Clock): string {
  const lines = Array.from(answer.curve.lr, (rate, epoch) => `${epoch},${rate},${phaseOf(answer, epoch)}\n`);
  return `${one},lr,phase\n${lines.join("")}`;
}
