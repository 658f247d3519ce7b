// The messages between the page and its worker, and the arguments and results of the page's Python functions.

import type { SnapshotMemory } from "./memory-snapshot";
import type { PlainStart } from "./plain-start";
import type { FigureParts, Mark, Note, Problem, Report } from "./report-types";
import type { EpochRange } from "../model/view";

export type { Mark, Note, Problem, Report };

/** The `data-runtime` object of the page element. Every address in it is relative to the directory of the page's code. */
export interface Runtime {
  readonly runtime: string;
  /** This project's modules: the delta of the memory of the runtime's Python, or an archive. */
  readonly project: string;
  /** The settings of a start from the memory snapshot, or of a plain one. */
  readonly start: SnapshotMemory | PlainStart;
  /** Pyodide's package list, as JSON. */
  readonly lock: string;
  /** Each file that the worker loads, by its address. */
  readonly files: Readonly<Record<string, ServedFile>>;
}

export interface ServedFile {
  readonly bytes: number;
  /** The integrity, for `fetch`. */
  readonly integrity: string;
}

/** One entry per epoch. */
export interface Curve {
  readonly lr: Float64Array<ArrayBuffer>;
  /** Index into the report's `phase_kinds`. */
  readonly phaseKind: Uint8Array<ArrayBuffer>;
  /** 0 for a phase that occurs once, else 1, 2, ... */
  readonly phaseNumber: Int32Array<ArrayBuffer>;
}

/** The argument of the Python function `draw`. */
export interface Picture {
  readonly heading: string;
  readonly description: string;
  readonly logarithmic: boolean;
  readonly shown: EpochRange;
  /** The curves. The style is 0 for the current one. */
  readonly curves: readonly { readonly name: string; readonly text: string; readonly style: number }[];
}

/** The argument of the Python function `figure`: a figure of the docs in which a reader has changed a value. */
export interface FigureRequest {
  /** The description of the figure from its element. */
  readonly figure: unknown;
  /** The configurations. */
  readonly texts: readonly string[];
  /** The configurations before any change. */
  readonly originals: readonly string[];
  /** The widths to draw for: those that are visible. */
  readonly rooms: readonly string[];
}

/** The new parts of the figure, or the reason why there is no curve. */
export type FigureAnswer = FigureParts | { readonly problem: string };

export type ToWorker =
  // `refetch` ignores the browser's cache, because a retry after a damaged download must not get the same bytes.
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
