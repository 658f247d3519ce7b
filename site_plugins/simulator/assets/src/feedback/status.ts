// The status line: one sentence on the state of the page and the result of the configuration.
import { part, setText } from "../ui/dom";
import { noCurve } from "../ui/format";
import { savesData } from "../ui/data-saver";
import { type State, isInterrupted, isPending } from "../model/state";
import { t } from "../ui/words";

export interface StatusEvents {
  retry(): void;
  /** Called when the user wants Python although the browser saves data. */
  start(): void;
}

export class StatusView {
  readonly #text: HTMLElement;
  readonly #progress: HTMLProgressElement;
  readonly #retry: HTMLButtonElement;
  readonly #start: HTMLButtonElement;

  constructor(root: HTMLElement, events: StatusEvents) {
    this.#text = part(root, "status");
    this.#progress = part(root, "progress");
    this.#retry = part(root, "retry");
    this.#start = part(root, "start");
    for (const [button, act] of [[this.#retry, events.retry], [this.#start, events.start]] as const) {
      button.addEventListener("click", () => {
        this.#text.focus(); // the button is about to be removed
        act();
      });
    }
  }

  update(state: State): void {
    setText(this.#text, statusText(state));
    const { engine } = state;
    const loading = engine.kind === "loading";
    this.#progress.classList.toggle("simulator__progress--shown", loading);
    this.#progress.value = loading ? fraction(engine) : 0;
    this.#retry.hidden = engine.kind !== "failed";
    this.#start.hidden = engine.kind !== "idle" || !savesData();
  }
}

export function statusText(state: State): string {
  const { engine, answer, interrupted } = state;
  const known = isPending(state) || answer?.curve == null ? "" : ` ${answer.report.summary}`;
  const broken = isInterrupted(state) ? ` ${t`The last computation was stopped: ${interrupted?.reason ?? ""}.`}` : "";
  switch (engine.kind) {
    case "idle":
      return savesData() ? t`Python has not been loaded, because your browser asks to save data: it is some megabytes.` : t`Not started`;
    case "loading":
      return `${t`Loading Python.`}${broken || known}`; // how far it is, the bar beside it shows without being read out at every step
    case "failed":
      return t`Failed: ${engine.reason}`;
    case "ready":
      if (broken) return `${t`Ready.`} ${t`No curve.`}${broken} ${t`Your text is kept; change it to try again.`}`;
      if (answer === null) return t`Ready.`;
      if (answer.curve === null) return `${t`Ready.`} ${noCurve(answer.report.problems.length)}`;
      return `${t`Ready.`} ${answer.report.summary}`;
  }
}

function fraction({ loaded, total }: { loaded: number; total: number }): number {
  return total > 0 ? loaded / total : 0;
}
