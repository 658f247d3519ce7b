// A simulated configuration: the text, what Python reported about it, and its curve if it has one.
import type { Curve, Report } from "../python/protocol";

export interface Answer {
  readonly text: string;
  readonly report: Report;
  readonly curve: Curve | null;
}

export interface AnswerWithCurve extends Answer {
  readonly curve: Curve;
}

export function hasCurve(answer: Answer | null): answer is AnswerWithCurve {
  return answer !== null && answer.curve !== null;
}

/** The name of the phase that an epoch belongs to: "warm-up", or "decay 2" where there are several. */
export function phaseOf({ report, curve }: AnswerWithCurve, epoch: number): string {
  const kind = report.phase_kinds[curve.phaseKind[epoch] ?? 0] ?? "";
  const number = curve.phaseNumber[epoch] ?? 0;
  return number > 0 ? `${kind} ${number}` : kind;
}
