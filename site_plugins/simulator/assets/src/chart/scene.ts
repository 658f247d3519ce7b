// The scene of the chart: the current curve, and the pins that are visible and have a curve.
import type { AnswerWithCurve } from "../model/answer";
import type { Curve } from "../python/protocol";
import type { State } from "../model/state";

export interface PinnedCurve {
  readonly name: string;
  readonly style: number;
  readonly lr: Curve["lr"];
}

export interface Scene {
  readonly current: AnswerWithCurve | null;
  readonly pins: readonly PinnedCurve[];
}

export function sceneOf({ lastCurve, pins, outcomes }: State): Scene {
  const shown = pins.flatMap(({ name, text, visible, style }) => {
    const outcome = outcomes.get(text);
    const curve = outcome !== undefined && "answer" in outcome ? outcome.answer.curve : null;
    return visible && curve !== null ? [{ name, style, lr: curve.lr }] : [];
  });
  return { current: lastCurve, pins: shown };
}

/** The number of epochs of the longest training. */
export function lengthOf({ current, pins }: Scene): number {
  return Math.max(1, current?.curve.lr.length ?? 1, ...pins.map(({ lr }) => lr.length));
}

/** Whether two scenes look the same, apart from the names of the pins. */
export function sameCurves(one: Scene, other: Scene): boolean {
  return (
    one.current === other.current &&
    one.pins.length === other.pins.length &&
    one.pins.every(({ style, lr }, index) => style === other.pins[index]?.style && lr === other.pins[index].lr)
  );
}
