// What a person would miss if it were lost: the configuration, the view, the pins, and the rate they are compared at.
// Written as JSON to keep it and to share it. What is read may come from anybody, so everything about it is checked.
import { type Pin, arePins } from "./pins";
import { LONGEST_THRESHOLD, USUAL_THRESHOLD } from "./threshold";
import type { EpochRange, View } from "./view";

export interface Snapshot {
  readonly text: string;
  readonly view: View;
  readonly pins: readonly Pin[];
  /** The rate that "Falls below" asks about, as it is written. */
  readonly threshold: string;
}

/** What is to be kept of something that holds more. */
export function snapshotOf({ text, view, pins, threshold }: Snapshot): Snapshot {
  return { text, view, pins, threshold };
}

/** Short: what is as usual is left out. JSON keeps every character, halves of surrogate pairs included. */
export function toJson({ text, view, pins, threshold }: Snapshot): string {
  return JSON.stringify({
    text,
    ...(view.logarithmic ? { logarithmic: true } : {}),
    ...(view.zoom === null ? {} : { zoom: view.zoom }),
    ...(pins.length === 0 ? {} : { pins: pins.map(written) }),
    ...(threshold === USUAL_THRESHOLD ? {} : { threshold }),
  });
}

/** The snapshot, or null when the JSON is not exactly what `toJson` writes for one. */
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

/** A pin usually is visible, and its look follows from its place. */
function written({ name, text, visible, look }: Pin, place: number): object {
  return { name, text, ...(look === place ? {} : { look }), ...(visible ? {} : { hidden: true }) };
}

function readPins(entries: unknown): Pin[] | null {
  if (!Array.isArray(entries)) return null;
  const pins: Pin[] = [];
  for (const [place, entry] of entries.entries()) {
    if (!isObject(entry)) return null;
    const { name, text, look = place, hidden = false } = entry;
    if (typeof name !== "string" || typeof text !== "string" || typeof hidden !== "boolean") return null;
    if (!isWhole(look)) return null;
    pins.push({ name, text, visible: !hidden, look });
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
