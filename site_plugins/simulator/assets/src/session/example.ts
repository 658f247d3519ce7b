// A first visit shows the example. The page contains its answer, which the same Python computed while the site was
// built, so that the curve is there before Python has loaded.
import type { AnswerWithCurve } from "../model/answer";
import type { Curve, Report } from "../python/protocol";
import { readKept } from "./persistence";
import { keyOf } from "./several";
import { isShared } from "./link";
import { type Snapshot, toJson } from "../model/snapshot";
import { USUAL_THRESHOLD } from "../model/threshold";
import { WHOLE } from "../model/view";

/** The snapshot that the page shows without a stored one and without a link. */
export function exampleSnapshot(root: HTMLElement): Snapshot {
  return { text: root.dataset.example ?? "", view: WHOLE, pins: [], threshold: USUAL_THRESHOLD };
}

/** Whether the page is about to show the example, and not a stored snapshot or a link. */
export function startsWithExample(root: HTMLElement): boolean {
  const kept = readKept(keyOf(root));
  return !isShared(location.hash) && (kept === null || toJson(kept) === toJson(exampleSnapshot(root)));
}

/** The example's answer, if the text is the example and no link is about to replace it. */
export function exampleAnswer(root: HTMLElement, text: string): AnswerWithCurve | null {
  const { example, answer } = root.dataset;
  if (text !== example || answer === undefined || isShared(location.hash)) return null;
  const { report, curve } = JSON.parse(answer) as { report: Report; curve: Record<keyof Curve, number[]> };
  return {
    text,
    report,
    curve: {
      lr: Float64Array.from(curve.lr),
      phaseKind: Uint8Array.from(curve.phaseKind),
      phaseNumber: Int32Array.from(curve.phaseNumber),
    },
  };
}
