// What a person would miss if it were lost: the configuration and the view. Written as JSON to keep it and to share it.
// What is read may come from anybody, so everything about it is checked.
import type { EpochRange, View } from "./view";

export interface Snapshot {
  readonly text: string;
  readonly view: View;
}

/** Short: what is as usual is left out. JSON keeps every character, halves of surrogate pairs included. */
export function toJson({ text, view }: Snapshot): string {
  return JSON.stringify({
    text,
    ...(view.logarithmic ? { logarithmic: true } : {}),
    ...(view.zoom === null ? {} : { zoom: view.zoom }),
  });
}

/** The snapshot, or null when the JSON is not exactly what `toJson` writes for one. */
export function fromJson(json: string): Snapshot | null {
  const value = parse(json);
  if (typeof value !== "object" || value === null) return null;
  const { text, logarithmic = false, zoom = null } = value as Record<string, unknown>;
  if (typeof text !== "string" || typeof logarithmic !== "boolean") return null;
  if (zoom !== null && !isEpochRange(zoom)) return null;
  const snapshot = { text, view: { logarithmic, zoom } };
  return toJson(snapshot) === json ? snapshot : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function isEpochRange(value: unknown): value is EpochRange {
  return (
    Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger) && 0 <= value[0] && value[0] < value[1]
  );
}
