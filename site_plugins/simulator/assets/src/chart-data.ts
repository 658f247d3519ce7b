// A curve as the chart wants it.
import type { AlignedData } from "uplot";
import type { Curve } from "./messages";

/** x is the middle of each epoch; a rate that is not finite leaves a gap. */
export function chartData({ lr }: Curve): AlignedData {
  const middles = Float64Array.from(lr, (_, epoch) => epoch + 0.5);
  const rates = lr.every(Number.isFinite) ? lr : Array.from(lr, (rate) => (Number.isFinite(rate) ? rate : null));
  return [middles, rates];
}

/** From zero to a little above the highest rate. */
export function rateRange(highest: number | null): [number, number] {
  if (highest === null || highest <= 0) return [0, 1];
  return [0, Math.min(highest * 1.06, Number.MAX_VALUE)];
}

/** Lowest and highest of the finite rates; null when there is none. */
export function extremes({ lr }: Curve): [lowest: number, highest: number] | null {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const rate of lr) {
    if (!Number.isFinite(rate)) continue;
    if (rate < lowest) lowest = rate;
    if (rate > highest) highest = rate;
  }
  return lowest <= highest ? [lowest, highest] : null;
}
