// The positions of a field's slider. Epochs are spread evenly; other numbers by decades, because a rate's magnitude counts.
import type { Field } from "./vocabulary";

export interface Scale {
  readonly last: number;
  /** The position nearest to a value. */
  position(value: number): number;
  /** The value at a position, as YAML. */
  text(position: number): string;
}

/** The scale for a field that has the given value now: it reaches beyond the value, so that there is room to move. */
export function scaleFor(field: Field, value: number): Scale | null {
  if (field.type === "list of int") return null;
  return field.unit === "dimensionless" ? decades(field, value) : even(field, value);
}

function even({ type, minimum }: Field, value: number): Scale {
  const largest = roundAbove(Math.max(2 * value, 10));
  const step = type === "int" ? 1 : largest / 200;
  const first = minimum ?? step; // a range without its bound begins one step above it
  return {
    last: Math.round((largest - first) / step),
    position: (wanted) => Math.round((wanted - first) / step),
    text: (position) => String(Number((first + position * step).toPrecision(12))),
  };
}

const STEPS = 90; // within a decade: 1.0, 1.1, ... 9.9

function decades({ minimum, example }: Field, value: number): Scale {
  const usual = exponentOf(Number(example));
  const lowest = Math.min(usual - 3, value > 0 ? exponentOf(value) : usual);
  const highest = Math.max(usual + 2, value > 0 ? exponentOf(value) + 1 : usual);
  const zero = minimum === 0 ? 1 : 0; // the first position is 0 itself where the range includes it
  return {
    last: zero + (highest - lowest) * STEPS,
    position(wanted) {
      if (wanted <= 0) return 0;
      const exponent = exponentOf(wanted);
      const steps = Math.round(10 * (wanted / 10 ** exponent)) - 10;
      return Math.max(0, zero + (exponent - lowest) * STEPS + steps);
    },
    text(position) {
      if (position < zero) return "0";
      const steps = position - zero;
      return rateText((10 + (steps % STEPS)) / 10, lowest + Math.floor(steps / STEPS));
    },
  };
}

/** With a point in the mantissa, without which some YAML loaders read text. */
function rateText(mantissa: number, exponent: number): string {
  if (exponent >= -4) return String(Number(`${mantissa}e${exponent}`));
  return `${mantissa.toFixed(1)}e-${String(-exponent).padStart(2, "0")}`;
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

/** The next of 1, 2 or 5 times a power of ten. */
function roundAbove(value: number): number {
  const power = 10 ** exponentOf(value);
  return power * ([1, 2, 5].find((factor) => factor * power >= value) ?? 10);
}
