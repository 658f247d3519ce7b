// Numbers as people type them into the configuration.

// Digits as the trainer's loader and a number input both read them: not 010, which is octal, nor 1_000. To the loader -.5 and
// .5e3 are text.
const WHOLE = /^[-+]?(?:0|[1-9]\d*)$/;
const NUMBER = /^(?:[-+]?(?:0|[1-9]\d*|\d+\.\d*)(?:e[-+]?\d+)?|\.\d+(?:e[-+]\d+)?)$/i;

export function isPlainNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Whether the loader reads an int. It reads 5.0 and 5e0 as floats. */
export function isWholeNumber(text: string): boolean {
  return WHOLE.test(text);
}

/** A number as YAML that every loader reads alike. Without a point in the mantissa, some loaders read text. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e16)) return String(value);
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}e${exponent}`;
}
