// Describes a field in one line.
import type { Field } from "./vocabulary";

/** Type, range, unit, meaning, example and default in a few words. */
export function fieldText({ requirement, unit, description, example, default: otherwise }: Field): string {
  const left = otherwise === null ? "" : ` Left out, it is ${otherwise}.`;
  return `${requirement} (${unit}): ${description}. For example ${example}.${left}`;
}
