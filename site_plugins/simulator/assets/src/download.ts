// The buttons that take something of the curve away. Each waits for the newest text's answer, so that what is taken always
// belongs to what the editor shows.
import { type AnswerWithCurve, hasCurve } from "./answer";
import { toCsv } from "./csv";
import { part } from "./dom";
import { type State, isInterrupted, isPending } from "./state";

export interface Taking {
  /** The button's part in the skeleton. */
  readonly part: string;
  /** What the button does, for its tooltip. */
  readonly title: string;
  take(answer: AnswerWithCurve): void;
}

export const CSV: Taking = {
  part: "download",
  title: "Save every epoch's rate and phase as learning-rate.csv",
  take: (answer) => save("learning-rate.csv", new Blob([toCsv(answer)], { type: "text/csv" })),
};

export const PYTHON: Taking = {
  part: "download-python",
  title: "Save a program that builds this scheduler as learning_rate.py",
  take: ({ report }) => save("learning_rate.py", new Blob([report.python?.build ?? ""], { type: "text/x-python" })),
};

export class TakeAway {
  readonly #buttons: readonly [HTMLButtonElement, Taking][];
  #requested: Taking | null = null;

  constructor(
    root: HTMLElement,
    private readonly state: () => State,
    ...takings: readonly Taking[]
  ) {
    this.#buttons = takings.map((taking) => {
      const button = part<HTMLButtonElement>(root, taking.part);
      button.addEventListener("click", () => {
        this.#requested = taking;
        this.update(this.state());
      });
      return [button, taking];
    });
  }

  update(state: State): void {
    const reason = whyNot(state);
    for (const [button, { title }] of this.#buttons) {
      button.ariaDisabled = String(reason !== null);
      button.title = reason ?? title;
    }
    if (reason !== null) this.#requested = null;
    if (this.#requested === null || isPending(state) || !hasCurve(state.answer)) return;
    const { take } = this.#requested;
    this.#requested = null;
    take(state.answer);
  }
}

/** Why there is nothing to take, or null. A text that is just being computed may have a curve in a moment. */
export function whyNot(state: State): string | null {
  if (isInterrupted(state)) return "There is no curve because the last computation was stopped.";
  if (isPending(state)) return whyNoPython(state);
  return hasCurve(state.answer) ? null : "There is no curve while the configuration has problems.";
}

/** Why nothing can be computed now, or null. */
export function whyNoPython({ engine }: State): string | null {
  return engine.kind === "ready" ? null : "Python has not loaded yet.";
}

/** Saves a file among the person's downloads. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may still be reading it
}
