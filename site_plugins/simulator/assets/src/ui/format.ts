// Writes numbers for people.
import { t } from "./words";

const groups = new Intl.NumberFormat("en-US");

/** 100000 -> "100,000" */
export function count(value: number): string {
  return groups.format(value);
}

/** There is no curve, with the number of problems. */
export function noCurve(problems: number): string {
  return problems === 1 ? t`No curve: 1 problem.` : t`No curve: ${count(problems)} problems.`;
}

// The significant digits of a rate, as in schedulers/curve/rounding.py. Later digits differ between processors.
export const DIGITS = 12;

/** A rate with at most `digits` significant digits: 0.0316228, 1e-6, 0. */
export function rate(value: number, digits = 6): string {
  if (value === 0 || !Number.isFinite(value)) return value === Infinity ? "∞" : String(value);
  const rounded = Number(Number(value.toPrecision(Math.max(DIGITS, digits))).toPrecision(digits));
  const magnitude = Math.floor(Math.log10(Math.abs(rounded)));
  return magnitude < -4 || magnitude > 5 ? exponential(rounded) : String(rounded);
}

/** The labels of an axis, in one format: "0.02", "0.04" or "2e-5", "4e-5". */
export function rateTicks(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks);
  const plain = largest >= 1e-3 && largest < 1e6;
  // Steps are 1, 2, 2.5 or 5 times a power of ten: the longest tick shows how many decimals they need.
  const decimals = Math.max(...ticks.map((tick) => decimalsOf(Number(tick.toPrecision(6)))));
  return ticks.map((tick) => {
    if (tick === 0) return "0";
    return plain ? tick.toFixed(decimals) : exponential(Number(tick.toPrecision(6)));
  });
}

function decimalsOf(value: number): number {
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  return Math.max(0, mantissa.replace(/^-?\d\.?/, "").length - Number(exponent));
}

/** 0.00002 -> "2e-5" */
function exponential(value: number): string {
  return value.toExponential().replace("e+", "e");
}
