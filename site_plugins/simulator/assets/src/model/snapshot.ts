// A snapshot: the part of the state that people would miss: the configuration, the view, the pins, and the threshold.
// It is written as JSON, to store and to share it. Anybody may have written what is read, so all of it is checked.
import { type Pin, arePins } from "./pins";
import { LONGEST_THRESHOLD, USUAL_THRESHOLD } from "./threshold";
import type { EpochRange, View } from "./view";

export interface Snapshot {
  readonly text: string;
  readonly view: View;
  readonly pins: readonly Pin[];
  /** The rate of "Falls below", as it is typed. */
  readonly threshold: string;
}

/** The snapshot within an object that holds more. */
export function snapshotOf({ text, view, pins, threshold }: Snapshot): Snapshot {
  return { text, view, pins, threshold };
}

/** Writes a snapshot without its default values. JSON keeps every character, even halves of surrogate pairs. */
export function toJson({ text, view, pins, threshold }: Snapshot): string {
  return JSON.stringify({
    text,
    ...(view.logarithmic ? { logarithmic: true } : {}),
    ...(view.zoom === null ? {} : { zoom: view.zoom }),
    ...(pins.length === 0 ? {} : { pins: pins.map(written) }),
    ...(threshold === USUAL_THRESHOLD ? {} : { threshold }),
  });
}

/** Reads a snapshot; null when the JSON is not exactly what `toJson` writes. */
export function fromJson(json: string): Snapshot | null {
  const value = parse(json);
  if (!isObject(value)) return null;
  const { text, logarithmic = false, zoom = null, pins: entries = [], threshold = USUAL_THRESHOLD } = value;
  if (typeof text !== "string" || typeof logarithmic !== "boolean") return null;
  if (zoom !== null && !isEpochRange(zoom)) return null;
  if (typeof threshold !== "string" || threshold.length > LONGEST_THRESHOLD) return null;
  const pins = readPins(entries);
  if (pins === null) return null;
  const snapshot = { text, view: { logarithmic, zoom }, pins, threshold };
  return toJson(snapshot) === json ? snapshot : null;
}

/** Writes a pin. By default it is visible, and its style is that of its place. Links call the style `look`. */
function written({ name, text, visible, style }: Pin, place: number): object {
  return { name, text, ...(style === place ? {} : { look: style }), ...(visible ? {} : { hidden: true }) };
}

function readPins(entries: unknown): Pin[] | null {
  if (!Array.isArray(entries)) return null;
  const pins: Pin[] = [];
  for (const [place, entry] of entries.entries()) {
    if (!isObject(entry)) return null;
    const { name, text, look: style = place, hidden = false } = entry;
    if (typeof name !== "string" || typeof text !== "string" || typeof hidden !== "boolean") return null;
    if (!isWhole(style)) return null;
    pins.push({ name, text, visible: !hidden, style });
  }
  return arePins(pins) ? pins : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isEpochRange(value: unknown): value is EpochRange {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value;
  return isWhole(from) && isWhole(to) && 0 <= from && from < to;
}
