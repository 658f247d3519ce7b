// Summarises a curve in a few numbers. A curve may have a million epochs, so each is read only once.
import { DIGITS } from "../ui/format";
import { type Clock, numbered } from "../document/clock";
import type { Curve } from "../python/protocol";
import { t } from "../ui/words";

type Rates = Curve["lr"];

export interface Figures {
  /** The highest rate, and the first epoch that has it up to rounding; NaN in epoch 0 when no rate is a number. */
  readonly peak: number;
  readonly peakEpoch: number;
  readonly final: number;
  /** The sum of all epochs' rates. */
  readonly area: number;
}

/** The first epoch that is below a rate, after one that is not. */
export type Fall = number | "never" | "always below";

const known = new WeakMap<Rates, Figures>();
const knownFalls = new WeakMap<Rates, { readonly threshold: number; readonly fall: Fall }>();

export function figuresOf(rates: Rates): Figures {
  const found = known.get(rates) ?? count(rates);
  known.set(rates, found);
  return found;
}

export function fallBelow(rates: Rates, threshold: number): Fall {
  const last = knownFalls.get(rates);
  if (last?.threshold === threshold) return last.fall;
  const fall = find(rates, threshold);
  knownFalls.set(rates, { threshold, fall });
  return fall;
}

function count(rates: Rates): Figures {
  let [peak, area] = [NaN, 0];
  for (const rate of rates) {
    area += rate;
    if (!(rate <= peak) && !Number.isNaN(rate)) peak = rate;
  }
  const peakEpoch = rates.findIndex((rate) => rate >= peak * (1 - 10 ** -DIGITS));
  return { peak, peakEpoch: Math.max(peakEpoch, 0), final: rates.at(-1) ?? NaN, area };
}

function find(rates: Rates, threshold: number): Fall {
  let reached = 0; // loops, because a function for each of a million epochs would be felt at every keystroke
  while (reached < rates.length && !(rates[reached]! >= threshold)) reached++;
  if (reached === rates.length) return "always below";
  for (let epoch = reached + 1; epoch < rates.length; epoch++) if (rates[epoch]! < threshold) return epoch;
  return "never";
}

export function fallText(fall: Fall, clock: Clock): string {
  if (typeof fall === "number") return numbered(clock, fall);
  return fall === "never" ? t`never` : t`always below`;
}
