// Describes the chart in words, for screen readers and for what a scale can't show.
import { type AnswerWithCurve, phaseOf } from "../model/answer";
import { type Clock, amount, capitalized, numbered } from "../document/clock";
import { count, rate } from "../ui/format";
import type { Scene } from "./scene";
import type { View } from "../model/view";
import { t } from "../ui/words";

export interface EpochValues {
  readonly epoch: string;
  readonly rate: string;
  readonly phase: string;
  readonly ratio: string;
}

/** A pin may go on after the end of the curve; then there is only the epoch to tell. */
export function epochValues(answer: AnswerWithCurve, epoch: number): EpochValues {
  const value = answer.curve.lr[epoch];
  if (value === undefined) return { epoch: count(epoch), rate: "–", phase: t`after training`, ratio: "–" };
  return { epoch: count(epoch), rate: rate(value), phase: phaseOf(answer, epoch) || "–", ratio: ratioToBase(answer, value) };
}

/** One epoch as a sentence for a screen reader. */
export function spokenEpoch(answer: AnswerWithCurve, epoch: number, clock: Clock): string {
  const values = epochValues(answer, epoch);
  const phase = values.phase === "–" ? "" : `, ${values.phase}`;
  return t`${capitalized(numbered(clock, epoch))}: rate ${values.rate}${phase}, ratio to base ${values.ratio}.`;
}

/** How many times the base rate a rate is; "–" when the base rate is zero. */
export function ratioToBase({ report }: AnswerWithCurve, value: number): string {
  return report.base_lr ? rate(value / report.base_lr, 4) : "–";
}

/** A description of the chart for screen readers. */
export function description({ current, pins }: Scene): string {
  if (current === null) return t`There is no curve yet.`;
  const names = pins.map(({ name }) => name).join(", ");
  const beside = names === "" ? "" : t`Pinned beside it: ${names}.`;
  return [current.report.summary, current.report.marked, beside].filter((sentence) => sentence !== "").join(" ");
}

/** A sentence on what the chart leaves out; empty when it shows everything. */
export function leftOut({ curve, report }: AnswerWithCurve, { logarithmic }: View, clock: Clock): string {
  const hints = report.marks.filter(({ epoch, lr }) => epoch === null && lr === null).map(({ label }) => `${label}.`);
  if (logarithmic) {
    const zeros = curve.lr.reduce((sum, value) => sum + Number(value === 0), 0);
    if (zeros > 0) hints.push(t`${amount(clock, zeros)} at 0 left out: a logarithmic scale has no zero.`);
    const zero = report.marks.find(({ lr }) => lr === 0);
    if (zeros === 0 && zero !== undefined) hints.push(t`${zero.label} 0 left out: a logarithmic scale has no zero.`);
  }
  return hints.join(" ");
}
