// Describes a field in one line.
import type { Field } from "./vocabulary";
import { t } from "../ui/words";

/** Type, range, unit, meaning, example and default in a few words. */
export function fieldText({ requirement, unit, description, example, default: otherwise }: Field): string {
  const left = otherwise === null ? "" : ` ${t`Left out, it is ${otherwise}.`}`;
  return t`${requirement} (${unit}): ${description}. For example ${example}.${left}`;
}
