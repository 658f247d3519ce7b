// What Python reports. `python -m scripts.report_types` writes this file from the classes in Python.

/** One thing that keeps a configuration from being simulated. */
export interface Problem {
  /** Line in the document, counted from 1. */
  readonly line: number;
  /** Column in that line, counted from 1, in Unicode characters. */
  readonly column: number;
  /** Keys that lead to the place, joined by points; empty for the document as a whole. */
  readonly path: string;
  /** A sentence without the place: what is wrong, what is written, what is allowed. */
  readonly message: string;
  /** The value as it is written, shortened where it is long; null where nothing is written. */
  readonly value: string | null;
  /** What may stand there. */
  readonly allowed: string | null;
  /** A replacement for what is written, where one is obvious. */
  readonly suggestion: string | null;
}

/** A note: something that people may not expect of a configuration. */
export interface Note {
  /** A sentence. */
  readonly message: string;
  /** Keys that lead to the field it is about, joined by points. */
  readonly path: string;
  /** The epoch it is about; null when it is about no single one. */
  readonly epoch: number | null;
  /** The rate used during that epoch. */
  readonly lr: number | null;
  /** Line of the field in the document; null where the document does not have it. */
  readonly line: number | null;
  /** Column in that line, likewise. */
  readonly column: number | null;
}

/** A mark on a chart: an epoch, a stretch of epochs, or a level of the rate. */
export interface Mark {
  /** What it has in common with others of its kind, such as `"restart"`. */
  readonly kind: string;
  /** What to call it, such as `"restart 2"`. */
  readonly label: string;
  /** Where it stands: the epoch that it begins with, or for a shaded stretch the first one after it. */
  readonly epoch: number | null;
  /** The rate that it stands at. When this and `epoch` are null, the label counts what is too much to mark. */
  readonly lr: number | null;
  /** The first epoch of a shaded stretch; null where nothing is shaded. */
  readonly begin: number | null;
  /** Whether it is named before others, and drawn in full however many stand beside it. */
  readonly main: boolean;
}

/** Programs in Python that build the scheduler of a configuration. */
export interface Programs {
  /** The program for the start of training. */
  readonly build: string;
  /** The program for a training that resumes. In it, `{next_epoch}` stands for the number of the epoch; null where the scheduler resumes in another way. */
  readonly resume: string | null;
}

/** A report on a configuration: what is wrong with it, or else a description of its curve. */
export interface Report {
  /** What keeps it from being simulated. Only without problems there is a curve. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly marks: readonly Mark[];
  /** The marks in one sentence; empty where there are none. */
  readonly marked: string;
  readonly scheduler: string | null;
  /** The length of training. */
  readonly length: number | null;
  /** The base rate. */
  readonly base_lr: number | null;
  /** The paths of the settings that the document does not have. */
  readonly assumed: readonly string[];
  /** The names of the phases. */
  readonly phase_kinds: readonly string[];
  /** The curve in one sentence. */
  readonly summary: string;
  /** The programs; null where it is unknown how Python builds the scheduler. */
  readonly python: Programs | null;
}

/** The parts of a figure, each as HTML. */
export interface FigureParts {
  /** The drawings of the curves, one for each scale. */
  readonly drawings: readonly string[];
  /** A table of the rates of some epochs; empty where no epochs are given. */
  readonly rows: string;
  /** A description of the curve, and the notes. */
  readonly words: string;
  /** A description of the curves as plain text, for screen readers. */
  readonly spoken: string;
}
