// Numbers as people write them into the configuration.

// Digits as the trainer's loader and a number input both read them: not 010, which is octal, nor 1_000.
const NUMBER = /^[-+]?(?:0|[1-9]\d*|\d*\.\d+|\d+\.\d*)(?:e[-+]?\d+)?$/i;

export function isPlainNumber(text: string): boolean {
  return NUMBER.test(text);
}
