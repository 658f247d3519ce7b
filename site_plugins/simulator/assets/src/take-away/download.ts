// The buttons that download or copy something of the curve. Each waits for the newest text's answer, so that the result
// always belongs to the text in the editor.
import { type AnswerWithCurve, hasCurve } from "../model/answer";
import type { Clock } from "../document/clock";
import { toCsv } from "./csv";
import { part } from "../ui/dom";
import { type State, isInterrupted, isPending } from "../model/state";
import { spoken, t } from "../ui/words";

export interface Taking {
  /** The name of the button's part in the skeleton. */
  readonly part: string;
  /** The tooltip: what the button does. */
  readonly title: string;
  /** Whether a curve has this at all; by default, every curve does. */
  isOffered?(answer: AnswerWithCurve): boolean;
  take(answer: AnswerWithCurve): void;
}

/** `clock` counts in the words of the file, whatever the page speaks. */
export function csvOf(clock: Clock): Taking {
  return {
    part: "download",
    title: t`Save every ${spoken(clock).one}'s rate and phase as learning-rate.csv`,
    take: (answer) => save("learning-rate.csv", new Blob([toCsv(answer, clock)], { type: "text/csv" })),
  };
}

/** Whether it is known how Python builds the scheduler. */
export const isProgrammed = ({ report }: AnswerWithCurve): boolean => report.python !== null;

export const python = (): Taking => ({
  part: "download-python",
  title: t`Save a program that builds this scheduler as learning_rate.py`,
  isOffered: isProgrammed,
  take: ({ report }) => save("learning_rate.py", new Blob([report.python?.build ?? ""], { type: "text/x-python" })),
});

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
    for (const [button, { title, isOffered }] of this.#buttons) {
      button.ariaDisabled = String(reason !== null);
      button.title = reason ?? title;
      button.hidden = state.lastCurve !== null && isOffered?.(state.lastCurve) === false;
    }
    if (reason !== null) this.#requested = null;
    if (this.#requested === null || isPending(state) || !hasCurve(state.answer)) return;
    const { take, isOffered } = this.#requested;
    this.#requested = null;
    if (isOffered?.(state.answer) !== false) take(state.answer);
  }
}

/** The reason why there is nothing to download, or null. A text that is being computed may have a curve soon. */
export function whyNot(state: State): string | null {
  if (isInterrupted(state)) return t`There is no curve because the last computation was stopped.`;
  if (isPending(state)) return whyNoPython(state);
  return hasCurve(state.answer) ? null : t`There is no curve while the configuration has problems.`;
}

/** The reason why nothing can be computed now, or null. */
export function whyNoPython({ engine }: State): string | null {
  return engine.kind === "ready" ? null : t`Python has not loaded yet.`;
}

/** Saves a file among the user's downloads. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may still be reading it
}
