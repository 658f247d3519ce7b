// What the page knows about configurations. All of it comes from the schedulers' signatures.
import type { Clock } from "./clock";

export interface Field {
  readonly name: string;
  /** The keys that lead to the field, its own name last. */
  readonly path: readonly string[];
  /** Further names that the field may have in a document. */
  readonly further: readonly string[];
  readonly allowed: string;
  readonly requirement: string;
  /** Whether every document must have the field. */
  readonly required: boolean;
  /** The control that edits the value: "number", "list", "choice", "text", or an added one. */
  readonly control: string;
  /** The values to choose from, as YAML. */
  readonly options?: readonly string[];
  /** Whether numbers must be whole. */
  readonly whole?: boolean;
  readonly minimum?: number;
  readonly exclusive_minimum?: number;
  readonly maximum?: number;
  readonly exclusive_maximum?: number;
  /** The least number of items of a list. */
  readonly min_items?: number;
  /** Whether each item of a list must be greater than the one before it. */
  readonly increasing?: boolean;
  /** Whether the value may be `null`. */
  readonly nullable?: boolean;
  /** Whether the unit is that of training: epochs or steps. */
  readonly counted: boolean;
  readonly unit: string;
  readonly description: string;
  /** The example, as YAML. */
  readonly example: string;
  /** The default, as YAML; null where every document must have the field. */
  readonly default: string | null;
}

export interface SchedulerEntry {
  readonly name: string;
  /** The names by which a document may choose the scheduler, its own first. */
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
  /** The mappings that also hold other settings. */
  readonly shared: readonly (readonly string[])[];
  /** The fields outside the scheduler. */
  readonly fields: readonly Field[];
  readonly schedulers: readonly SchedulerEntry[];
}

export function schedulerNamed({ schedulers }: Vocabulary, name: string | null): SchedulerEntry | null {
  return schedulers.find(({ names }) => name !== null && names.includes(name)) ?? null;
}

/** The field at a path. Within the scheduler's section, it is a field of the scheduler that is chosen. */
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
