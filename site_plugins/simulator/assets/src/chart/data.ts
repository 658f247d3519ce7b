// Converts a curve into the chart's data.
import type { AlignedData } from "uplot";
import type { Curve } from "../python/protocol";

type Rates = Curve["lr"];

let middles = new Float64Array();

/** The chart's data. x is the middle of each epoch. A curve may end before the last epoch. */
export function chartData(curves: readonly Rates[], length: number, logarithmic: boolean): AlignedData {
  if (middles.length !== length) middles = new Float64Array(length).map((_, epoch) => epoch + 0.5);
  return [middles, ...curves.map((rates) => shownRates(rates, logarithmic))];
}

const known: Record<"true" | "false", WeakMap<Rates, Rates | (number | null)[]>> = {
  true: new WeakMap(),
  false: new WeakMap(),
};

/** The curve with gaps where the scale can't show the rate. The same curve always gives the same object. */
function shownRates(rates: Rates, logarithmic: boolean): Rates | (number | null)[] {
  const found = known[`${logarithmic}`].get(rates);
  if (found !== undefined) return found;
  const isShown = (rate: number) => Number.isFinite(rate) && (rate > 0 || !logarithmic);
  const shown = rates.every(isShown) ? rates : Array.from(rates, (rate) => (isShown(rate) ? rate : null));
  known[`${logarithmic}`].set(rates, shown);
  return shown;
}

/** The range of the axis: from zero, or on a logarithmic scale from below the lowest rate, to above the highest. */
export function rateRange(lowest: number | null, highest: number | null, logarithmic: boolean): [number, number] {
  if (lowest === null || highest === null || highest <= 0) return logarithmic ? [0.1, 1] : [0, 1];
  if (!logarithmic) return [0, Math.min(highest * 1.06, Number.MAX_VALUE)];
  const beyond = Math.max((highest / lowest) ** 0.06, 1.2);
  return [Math.max(lowest / beyond, Number.MIN_VALUE), Math.min(highest * beyond, Number.MAX_VALUE)];
}

/**
 * Where a logarithmic axis has its ticks: powers of ten, at most so many; with few of them, 2 and 5 times those too.
 * Where none of these lies between both ends, the ticks are those of a linear axis.
 */
export function logarithmicTicks(low: number, high: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(most, 1)));
  const digits = (last - first + 2) * 3 <= most ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(first / step) * step - step; power <= last; power += step) {
    // Read from text, because powers of ten are not exact when multiplied.
    ticks.push(...digits.map((digit) => Number(`${digit}e${power}`)).filter((tick) => low <= tick && tick <= high));
  }
  return ticks.length > 0 ? ticks : linearTicks(low, high, Math.max(most, 2));
}

/** Multiples of 1, 2, 2.5 or 5 times a power of ten: at most one more than so many. */
function linearTicks(low: number, high: number, most: number): number[] {
  const least = (high - low) / most;
  const power = Math.floor(Math.log10(least));
  const steps = [power, power + 1].flatMap((exponent) => [1, 2, 2.5, 5].map((digit) => Number(`${digit}e${exponent}`)));
  const step = steps.find((each) => each >= least) as number;
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step); index <= Math.floor(high / step); index++) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks.filter((tick) => low <= tick && tick <= high);
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
