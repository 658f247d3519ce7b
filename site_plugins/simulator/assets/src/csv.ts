// The curve as CSV. JavaScript writes a number with the fewest digits that read back as the very same number.
import { type AnswerWithCurve, phaseOf } from "./answer";

export function toCsv(answer: AnswerWithCurve): string {
  const lines = Array.from(answer.curve.lr, (rate, epoch) => `${epoch},${rate},${phaseOf(answer, epoch)}\n`);
  return `epoch,lr,phase\n${lines.join("")}`;
}
