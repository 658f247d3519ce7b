// Pinned curves: configurations under a name, kept beside the one in the editor. Their curves are computed when needed.

/** As many as there are looks. */
export const MOST_PINS = 8;
export const LONGEST_NAME = 60; // characters

export interface Pin {
  /** In one line, and no other pin has it. */
  readonly name: string;
  readonly text: string;
  readonly visible: boolean;
  /** Which of the dashes and colours it is drawn in, from 0; no other pin has it. It stays when others go. */
  readonly look: number;
}

/** The pins with one more, in the first look that is free. */
export function withPin(pins: readonly Pin[], text: string, name: string): Pin[] {
  let look = 0;
  while (pins.some((pin) => pin.look === look)) look += 1;
  return [...pins, { name: freeName(name, pins), text, visible: true, look }];
}

export function withoutPin(pins: readonly Pin[], pin: Pin): Pin[] {
  return pins.filter((other) => other !== pin);
}

export function withToggled(pins: readonly Pin[], pin: Pin): Pin[] {
  return pins.map((other) => (other === pin ? { ...pin, visible: !pin.visible } : other));
}

/** A name that is taken gets a number, and one that is empty is not taken over. */
export function withRenamed(pins: readonly Pin[], pin: Pin, written: string): Pin[] {
  const name = cleanName(written) === "" ? pin.name : freeName(written, withoutPin(pins, pin));
  return pins.map((other) => (other === pin ? { ...pin, name } : other));
}

/** Whether pins from outside, a link for example, are what pins are here. */
export function arePins(pins: readonly Pin[]): boolean {
  const different = (values: readonly unknown[]) => new Set(values).size === values.length;
  return (
    pins.length <= MOST_PINS &&
    pins.every(({ name, look }) => name !== "" && name === cleanName(name) && 0 <= look && look < MOST_PINS) &&
    different(pins.map(({ name }) => name)) &&
    different(pins.map(({ look }) => look))
  );
}

/** In one line, and not longer than a name may be. */
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
