// Draws a curve. The rate is constant during an epoch, so each epoch is a level line, and each change of the rate is an upright
// one. Epochs within one pixel are drawn as one: from the rate before them over their lowest and highest to the last of them.
// Places are not rounded, because a slow decay would get false steps. `schedulers.drawing` draws alike.
import type uPlot from "uplot";
import { extremesWithin } from "./blocks";

/** The data's x is the middle of each epoch, `from` and `to` are the first and the last epoch to be seen. */
export const curvePath: uPlot.Series.PathBuilder = (chart, series, from, to) => {
  const path = new Path2D();
  const rates = chart.data[series]!;
  const across = (epoch: number) => chart.valToPos(epoch, "x", true);
  const up = (rate: number | null | undefined) => (typeof rate === "number" ? chart.valToPos(rate, "y", true) : null);

  const together = Math.max(1, Math.floor(1 / (across(1) - across(0))));
  const end = Math.min(to + 1, rates.length);
  let before: number | null = null; // the height at which the line comes from the left, where it does
  for (let first = from; first < end; ) {
    const next = Math.min((Math.floor(first / together) + 1) * together, end);
    const [left, right] = [across(first), across(next - 1)];
    const found = extremesWithin(rates, first, next);
    const after = up(rates[next - 1]);
    if (before !== null) path.lineTo(left, before);
    if (found !== null) {
      const [bottom, top] = [up(found[0])!, up(found[1])!];
      const start = before ?? up(rates[first]) ?? top;
      const [nearer, further] = Math.abs(start - bottom) < Math.abs(start - top) ? [bottom, top] : [top, bottom];
      if (before === null) path.moveTo(left, nearer);
      else path.lineTo(left, nearer);
      path.lineTo(right, further);
      if (after === null) path.lineTo(left + 1, further); // or else what is alone between two gaps would not be seen
      else path.lineTo(right, after);
    }
    before = after;
    first = next;
  }
  if (before !== null) path.lineTo(across(end), before);
  return { stroke: path };
};
