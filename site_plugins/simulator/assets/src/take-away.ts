// The button "Download CSV". It waits for the newest text's answer, so the file always belongs to what the editor shows.
import { hasCurve } from "./answer";
import { toCsv } from "./csv";
import { part } from "./dom";
import { type State, isInterrupted, isPending } from "./state";

const FILE_NAME = "learning-rate.csv";

export class DownloadView {
  readonly #button: HTMLButtonElement;
  #requested = false;

  constructor(
    root: HTMLElement,
    private readonly state: () => State,
  ) {
    this.#button = part(root, "download");
    this.#button.addEventListener("click", () => {
      this.#requested = true;
      this.update(this.state());
    });
  }

  update(state: State): void {
    const reason = whyNot(state);
    this.#button.ariaDisabled = String(reason !== null);
    this.#button.title = reason ?? `Save every epoch's rate and phase as ${FILE_NAME}`;
    if (reason !== null) this.#requested = false;
    if (!this.#requested || isPending(state) || !hasCurve(state.answer)) return;
    this.#requested = false;
    save(FILE_NAME, "text/csv", toCsv(state.answer));
  }
}

/** Why there is nothing to download, or null. A text that is just being computed may have a curve in a moment. */
function whyNot(state: State): string | null {
  if (state.engine.kind !== "ready") return "There is no curve before Python has loaded.";
  if (isInterrupted(state)) return "There is no curve because the last computation was stopped.";
  if (isPending(state) || hasCurve(state.answer)) return null;
  return "There is no curve while the configuration has problems.";
}

function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may still be reading it
}
