// The one state of the simulator. It outlives the page element: instant navigation away and back loses nothing.
import type { Answer, AnswerWithCurve } from "./answer";
import type { Snapshot } from "./snapshot";
import type { View } from "./view";

export type Engine =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly loaded: number; readonly total: number }
  | { readonly kind: "ready"; readonly python: string; readonly numpy: string }
  | { readonly kind: "failed"; readonly reason: string };

export interface State {
  /** What stands in the editor. */
  readonly text: string;
  readonly view: View;
  readonly engine: Engine;
  /** The newest answer. It may belong to an older text while Python computes. */
  readonly answer: Answer | null;
  /** The newest answer that has a curve. */
  readonly lastCurve: AnswerWithCurve | null;
  /** The text whose computation broke off, and why, in plain words. */
  readonly interrupted: { readonly text: string; readonly reason: string } | null;
}

/** Whether computing what stands in the editor broke off. */
export function isInterrupted({ interrupted, text }: State): boolean {
  return interrupted?.text === text;
}

/** Whether Python still owes the answer for what stands in the editor. */
export function isPending(state: State): boolean {
  return state.answer?.text !== state.text && !isInterrupted(state);
}

/** Whether the chart shows the curve of an older text, because the newest has none, or has none before Python has loaded. */
export function isStale(state: State): boolean {
  const { lastCurve, answer, engine } = state;
  return lastCurve !== null && (lastCurve !== answer || isInterrupted(state) || (isPending(state) && engine.kind !== "ready"));
}

export class Store {
  #state: State;
  readonly #listeners = new Set<(state: State) => void>();

  /** `answer` is the text's, where that is known already. */
  constructor({ text, view }: Snapshot, answer: AnswerWithCurve | null) {
    this.#state = { text, view, engine: { kind: "idle" }, answer, lastCurve: answer, interrupted: null };
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
