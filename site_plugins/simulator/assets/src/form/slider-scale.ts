// The positions of a field's slider. Each stands for a value that the field takes. Whole numbers and epochs are spread evenly,
// and other numbers by decades, because the magnitude of a rate matters.
import { takes } from "./field-value";
import { numberText } from "../document/plain-number";
import type { Field } from "../document/vocabulary";

export interface Scale {
  readonly last: number;
  /** The position nearest to a value. */
  position(value: number): number;
  /** The value at a position, as YAML. */
  text(position: number): string;
}

/** The scale for a field with the given value. It reaches beyond the value, so that there is room to move. */
export function scaleFor(field: Field, value: number): Scale | null {
  if (field.control !== "number") return null;
  const scale = field.whole || field.counted ? even(field, value) : decades(field, value);
  return scale.last > 0 ? scale : null;
}

function even(field: Field, value: number): Scale {
  const isInt = field.whole;
  const [lowest, highest] = [leastOf(field), Math.min(mostOf(field), Number.MAX_SAFE_INTEGER)];
  const wide = Math.min(Math.max(2 * Math.abs(value), 2 * Math.abs(lowest ?? 0), 10), highest);
  const reach = Math.min(roundAbove(wide), highest);
  const step = isInt ? 1 : reach / 200;
  const first = lowest === null ? -reach : takes(field, lowest) ? lowest : lowest + step;
  const last = isInt ? reach - first : Math.floor(Number(((reach - first) / step).toPrecision(12)));
  return {
    last,
    position: (wanted) => Math.min(Math.max(Math.round((wanted - first) / step), 0), last),
    text(position) {
      const exact = first + position * step;
      return numberText(isInt || position === 0 ? exact : Math.min(Number(exact.toPrecision(12)), highest));
    },
  };
}

/** The start of the range: the first int in it, or the bound itself; null without a bound. */
function leastOf({ whole, minimum, exclusive_minimum: bound }: Field): number | null {
  if (minimum === undefined && bound === undefined) return null;
  const [from, above] = [minimum ?? -Infinity, bound ?? -Infinity];
  return whole ? Math.max(Math.ceil(from), Math.floor(above) + 1) : Math.max(from, above);
}

/** The end of the range: the last int in it, or a little below the bound; infinite without a bound. */
function mostOf({ whole, maximum, exclusive_maximum: bound }: Field): number {
  const upTo = maximum ?? Infinity;
  if (bound === undefined) return whole ? Math.floor(upTo) : upTo;
  return Math.min(upTo, whole ? Math.ceil(bound) - 1 : bound - Math.abs(bound || 1) * 1e-3);
}

const STEPS = Array.from({ length: 90 }, (_, step) => (10 + step) / 10); // within a decade: 1.0, 1.1, ... 9.9
const [SMALLEST, LARGEST] = [-307, 308]; // exponents of floats with all their digits

function decades(field: Field, value: number): Scale {
  const usual = exponentOf(Number(field.example));
  const now = value === 0 || !Number.isFinite(value) ? usual : exponentOf(value);
  const [lowest, highest] = [Math.max(Math.min(usual - 3, now), SMALLEST), Math.min(Math.max(usual + 2, now + 1), LARGEST)];
  const sizes: number[] = [];
  for (let exponent = lowest; exponent < highest; exponent++) sizes.push(...STEPS.map((step) => Number(`${step}e${exponent}`)));
  sizes.push(Number(`1e${highest}`));
  // The ends of the range themselves, too, where it includes them.
  const ends = [field.minimum, field.maximum].filter((end) => end !== undefined);
  const found = new Set([...sizes.map((size) => -size), 0, ...sizes, ...ends]);
  const values = [...found].filter((each) => takes(field, each)).sort((one, other) => one - other);
  return {
    last: values.length - 1,
    position: (wanted) => nearest(values, wanted),
    text: (position) => numberText(values[position]!),
  };
}

/** The index of the nearest value, among sorted values. */
function nearest(values: readonly number[], wanted: number): number {
  const above = values.findIndex((value) => value >= wanted);
  if (above < 0) return values.length - 1;
  return above > 0 && wanted - values[above - 1]! < values[above]! - wanted ? above - 1 : above;
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

/** The next of 1, 2 or 5 times a power of ten. */
function roundAbove(value: number): number {
  const power = 10 ** exponentOf(value);
  return power * ([1, 2, 5].find((factor) => factor * power >= value) ?? 10);
}
