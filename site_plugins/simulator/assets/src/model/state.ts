// The one state of the simulator. It outlives the page element: instant navigation away and back loses nothing.
import type { Answer, AnswerWithCurve } from "./answer";
import type { Pin } from "./pins";
import type { Snapshot } from "./snapshot";

export type Engine =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly loaded: number; readonly total: number }
  | { readonly kind: "ready"; readonly python: string; readonly numpy: string }
  | { readonly kind: "failed"; readonly reason: string };

/** The outcome of computing a text: an answer, or the reason why there is none. */
export type Outcome = { readonly answer: Answer } | { readonly interrupted: string };

export interface State extends Snapshot {
  readonly engine: Engine;
  /** The newest answer. It may belong to an older text while Python computes. */
  readonly answer: Answer | null;
  /** The newest answer that has a curve. */
  readonly lastCurve: AnswerWithCurve | null;
  /** The text whose computation failed, and the reason in plain words. */
  readonly interrupted: { readonly text: string; readonly reason: string } | null;
  /** The outcomes of the pins' texts, by text. A text that is missing still has to be computed. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Whether computing the editor's text failed. */
export function isInterrupted({ interrupted, text }: State): boolean {
  return interrupted?.text === text;
}

/** Whether Python has not answered for the editor's text yet. */
export function isPending(state: State): boolean {
  return state.answer?.text !== state.text && !isInterrupted(state);
}

/** Whether the chart shows the curve of an older text, because the newest has none, or none yet while Python loads. */
export function isStale(state: State): boolean {
  const { lastCurve, answer, engine } = state;
  return lastCurve !== null && (lastCurve !== answer || isInterrupted(state) || (isPending(state) && engine.kind !== "ready"));
}

/** The change that replaces the pins. The known outcomes of their texts are kept. */
export function changedPins({ answer, outcomes }: State, pins: readonly Pin[]): Partial<State> {
  const texts = new Set(pins.map(({ text }) => text));
  const known = new Map([...outcomes].filter(([text]) => texts.has(text)));
  if (answer !== null && texts.has(answer.text)) known.set(answer.text, { answer });
  return { pins, outcomes: known };
}

/** The change that a text's outcome makes to the pins; empty when no pin has that text. */
export function settledPins({ pins, outcomes }: State, text: string, outcome: Outcome): Partial<State> {
  return pins.some((pin) => pin.text === text) ? { outcomes: new Map(outcomes).set(text, outcome) } : {};
}

/** The pins' texts that still have to be computed. */
export function owedTexts({ pins, outcomes }: State): string[] {
  return [...new Set(pins.map(({ text }) => text))].filter((text) => !outcomes.has(text));
}

export class Store {
  #state: State;
  readonly #listeners = new Set<(state: State) => void>();

  /** `answer` is that of the text, if it is known already. */
  constructor(snapshot: Snapshot, answer: AnswerWithCurve | null) {
    const nothing = { engine: { kind: "idle" }, interrupted: null, outcomes: new Map() } as const;
    this.#state = { ...snapshot, ...nothing, answer, lastCurve: answer };
  }

  get state(): State {
    return this.#state;
  }

  update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** Calls the listener now and after every change, until the returned function is called. */
  subscribe(listener: (state: State) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }
}
