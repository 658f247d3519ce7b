// What the page knows of the configuration. All of it comes from the schedulers' signatures: nothing is typed again here.
import type { Clock } from "./clock";

export interface Field {
  readonly name: string;
  /** The keys that lead to it, its own name last. */
  readonly path: readonly string[];
  /** Further names, under which it may stand in the place of its own. */
  readonly further: readonly string[];
  readonly allowed: string;
  readonly requirement: string;
  /** Whether every document must give it. */
  readonly required: boolean;
  /** Which control edits a value: "number", "list", "choice", "text", or one that is added to them. */
  readonly control: string;
  /** What may be chosen, as YAML; null where values are written. */
  readonly options: readonly string[] | null;
  /** Whether numbers have no fraction. */
  readonly whole: boolean;
  readonly minimum: number | null;
  readonly exclusive_minimum: number | null;
  readonly maximum: number | null;
  readonly exclusive_maximum: number | null;
  /** How many items a list needs at the least; null for a single number. */
  readonly min_items: number | null;
  /** Whether each item of a list must be greater than the one before it. */
  readonly increasing: boolean;
  /** Whether `null` may stand for a value. */
  readonly nullable: boolean;
  /** Whether it is counted as training is, in epochs or steps. */
  readonly counted: boolean;
  readonly unit: string;
  readonly description: string;
  /** As YAML. */
  readonly example: string;
  /** What holds where a document does not give it, as YAML; null where every document must. */
  readonly default: string | null;
}

export interface SchedulerEntry {
  readonly name: string;
  /** What a document may say to choose it: its name first. */
  readonly names: readonly string[];
  readonly summary: string;
  readonly fields: readonly Field[];
}

/** The `data-vocabulary` object of the page element. */
export interface Vocabulary {
  readonly max_bytes: number;
  /** What is counted. */
  readonly clock: Clock;
  /** The keys that lead to the scheduler's name. */
  readonly name_path: readonly string[];
  /** The mappings that hold other settings, too. */
  readonly shared: readonly (readonly string[])[];
  /** The fields outside the scheduler. */
  readonly fields: readonly Field[];
  readonly schedulers: readonly SchedulerEntry[];
}

export function schedulerNamed({ schedulers }: Vocabulary, name: string | null): SchedulerEntry | null {
  return schedulers.find(({ names }) => name !== null && names.includes(name)) ?? null;
}

/** The field at a path, of the scheduler that the configuration names where the path leads into it. */
export function fieldAtPath(vocabulary: Vocabulary, path: readonly string[], scheduler: string | null): Field | null {
  return fieldsWith(vocabulary, scheduler).find((field) => pathsOf(field).some((each) => samePath(each, path))) ?? null;
}

/** The keys that lead to a field: under its own name first, then under its further ones. */
export function pathsOf({ path, further }: Pick<Field, "path" | "further">): (readonly string[])[] {
  return [path, ...further.map((name) => [...path.slice(0, -1), name])];
}

/** A key that may stand in a section: a field, the scheduler's name, or a section with keys of its own (`field` null). */
export interface Key {
  readonly name: string;
  readonly isSection: boolean;
  readonly field: Field | null;
}

/** Every key that may stand in a section, each once. A scheduler's fields are known as soon as it is named. */
export function keysIn(vocabulary: Vocabulary, section: readonly string[], scheduler: string | null): Key[] {
  const found = new Map<string, Key>();
  const fields = schedulerNamed(vocabulary, scheduler)?.fields ?? [];
  const paths = [...vocabulary.fields, { path: vocabulary.name_path }, ...fields];
  for (const { path } of paths) {
    const name = path[section.length];
    if (name === undefined || found.has(name) || !samePath(path.slice(0, section.length), section)) continue;
    const own = path.slice(0, section.length + 1);
    const isSection = own.length < path.length;
    found.set(name, { name, isSection, field: isSection ? null : fieldAtPath(vocabulary, own, scheduler) });
  }
  return [...found.values()];
}

export function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

function fieldsWith(vocabulary: Vocabulary, scheduler: string | null): readonly Field[] {
  return [...vocabulary.fields, ...(schedulerNamed(vocabulary, scheduler)?.fields ?? [])];
}
