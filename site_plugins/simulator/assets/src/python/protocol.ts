// What the page and its worker say to each other, and what the Python functions of the page are given and answer.

import type { SnapshotMemory } from "./memory-snapshot";
import type { PlainStart } from "./plain-start";
import type { FigureParts, Mark, Note, Problem } from "./report-types";
import type { EpochRange } from "../model/view";

export type { Mark, Note, Problem };

/** The `data-runtime` object of the page element. Every address in it is relative to the directory of the page's code. */
export interface Runtime {
  readonly runtime: string;
  /** This project's modules: what they change in the memory of the runtime's Python, or an archive of them. */
  readonly project: string;
  /** For a start from the memory snapshot, or a plain one. */
  readonly start: SnapshotMemory | PlainStart;
  /** Pyodide's package list, as JSON. */
  readonly lock: string;
  /** Each file that the worker loads, by its address. */
  readonly files: Readonly<Record<string, ServedFile>>;
}

export interface ServedFile {
  readonly bytes: number;
  /** For `fetch`. */
  readonly integrity: string;
}

export interface Report {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly marks: readonly Mark[];
  /** The marks in one sentence; empty when there are none. */
  readonly marked: string;
  readonly scheduler: string | null;
  /** How long training is. */
  readonly length: number | null;
  readonly base_lr: number | null;
  readonly assumed: readonly string[];
  readonly phase_kinds: readonly string[];
  readonly summary: string;
  /** Null where nobody knows how Python builds the scheduler, too. */
  readonly python: Snippets | null;
}

/**
 * Programs that build the configuration's scheduler, at the start and where training resumes; there "{next_epoch}" stands for the
 * epoch's number. Null where it resumes in another way.
 */
export interface Snippets {
  readonly build: string;
  readonly resume: string | null;
}

/** One entry per epoch. */
export interface Curve {
  readonly lr: Float64Array<ArrayBuffer>;
  /** Index into the report's `phase_kinds`. */
  readonly phaseKind: Uint8Array<ArrayBuffer>;
  /** 0 for a phase that occurs once, else 1, 2, ... */
  readonly phaseNumber: Int32Array<ArrayBuffer>;
}

/** What the Python function `draw` is asked for. */
export interface Picture {
  readonly heading: string;
  readonly description: string;
  readonly logarithmic: boolean;
  readonly shown: EpochRange;
  /** Look 0 is that of the current curve. */
  readonly curves: readonly { readonly name: string; readonly text: string; readonly look: number }[];
}

/** What the Python function `figure` is asked for: a figure of the docs in which a reader has changed a value. */
export interface FigureRequest {
  /** What the figure's element says of it. */
  readonly figure: unknown;
  /** Its configurations. */
  readonly texts: readonly string[];
  /** The same before anything was changed. */
  readonly originals: readonly string[];
  /** For which widths it is drawn: those that are seen. */
  readonly rooms: readonly string[];
}

/** What the figure shows then, or the reason why there is no curve. */
export type FigureAnswer = FigureParts | { readonly problem: string };

export type ToWorker =
  // `refetch` goes past the browser's cache: a retry after a damaged download must not be given the same bytes again.
  | { readonly type: "start"; readonly base: string; readonly runtime: Runtime; readonly refetch: boolean }
  | { readonly type: "simulate"; readonly id: number; readonly text: string }
  | { readonly type: "draw"; readonly id: number; readonly picture: Picture }
  | { readonly type: "figure"; readonly id: number; readonly request: FigureRequest };

export type FromWorker =
  | { readonly type: "progress"; readonly loaded: number; readonly total: number }
  | { readonly type: "ready"; readonly python: string; readonly numpy: string }
  | { readonly type: "result"; readonly id: number; readonly report: Report; readonly curve: Curve | null }
  | { readonly type: "drawn"; readonly id: number; readonly svg: string }
  | { readonly type: "figure"; readonly id: number; readonly answer: FigureAnswer }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "crashed"; readonly id: number; readonly reason: string };
