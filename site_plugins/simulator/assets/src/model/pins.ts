// Pins: named configurations beside the one in the editor. Their curves are computed when they are needed.

/** The most pins: as many as there are styles. */
export const MOST_PINS = 8;
export const LONGEST_NAME = 60; // characters

export interface Pin {
  /** A single line that no other pin has. */
  readonly name: string;
  readonly text: string;
  readonly visible: boolean;
  /** The number of its dash and colour, from 0. No other pin has it, and it stays when other pins are removed. */
  readonly style: number;
}

/** The pins with a further one, in the first free style. */
export function withPin(pins: readonly Pin[], text: string, name: string): Pin[] {
  let style = 0;
  while (pins.some((pin) => pin.style === style)) style += 1;
  return [...pins, { name: freeName(name, pins), text, visible: true, style }];
}

export function withoutPin(pins: readonly Pin[], pin: Pin): Pin[] {
  return pins.filter((other) => other !== pin);
}

export function withToggled(pins: readonly Pin[], pin: Pin): Pin[] {
  return pins.map((other) => (other === pin ? { ...pin, visible: !pin.visible } : other));
}

/** Renames a pin. A name that another pin has gets a number, and an empty name is ignored. */
export function withRenamed(pins: readonly Pin[], pin: Pin, written: string): Pin[] {
  const name = cleanName(written) === "" ? pin.name : freeName(written, withoutPin(pins, pin));
  return pins.map((other) => (other === pin ? { ...pin, name } : other));
}

/** Whether a value from outside, such as a link, is a valid list of pins. */
export function arePins(pins: readonly Pin[]): boolean {
  const different = (values: readonly unknown[]) => new Set(values).size === values.length;
  return (
    pins.length <= MOST_PINS &&
    pins.every(({ name, style }) => name !== "" && name === cleanName(name) && 0 <= style && style < MOST_PINS) &&
    different(pins.map(({ name }) => name)) &&
    different(pins.map(({ style }) => style))
  );
}

/** The text as a name: on one line, and not too long. */
function cleanName(written: string): string {
  const line = written.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return [...line].slice(0, LONGEST_NAME).join("").trim();
}

function freeName(written: string, pins: readonly Pin[]): string {
  const taken = new Set(pins.map(({ name }) => name));
  let name = cleanName(written);
  for (let number = 2; taken.has(name); number++) {
    const ending = ` ${number}`;
    name = cleanName([...cleanName(written)].slice(0, LONGEST_NAME - ending.length).join("")) + ending;
  }
  return name;
}
