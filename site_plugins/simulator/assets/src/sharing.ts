// The button "Copy link", and the link that the page was opened with. A link is taken in once and then leaves the address,
// so that a reload shows what the person has made of it.
import { copy } from "./clipboard";
import { part } from "./dom";
import type { Notice } from "./notice";
import { ShareError, fromFragment, isShared, toFragment } from "./share";
import type { Snapshot } from "./snapshot";

export class Sharing {
  readonly #listening = new AbortController();

  /** `onOpen` gets what a link holds. */
  constructor(
    root: HTMLElement,
    private readonly notice: Notice,
    private readonly snapshot: () => Snapshot,
    private readonly onOpen: (snapshot: Snapshot) => void,
  ) {
    part(root, "copy-link").addEventListener("click", () => void this.#copy());
    window.addEventListener("hashchange", () => void this.#open(), { signal: this.#listening.signal });
    void this.#open();
  }

  destroy(): void {
    this.#listening.abort();
  }

  async #open(): Promise<void> {
    const fragment = location.hash;
    if (!isShared(fragment)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    try {
      const snapshot = await fromFragment(fragment);
      if (this.#listening.signal.aborted) return;
      this.onOpen(snapshot);
      this.notice.hide();
    } catch (error) {
      this.notice.show(`${inWords(error)} Nothing has changed here.`);
    }
  }

  async #copy(): Promise<void> {
    try {
      const link = location.origin + location.pathname + location.search + (await toFragment(this.snapshot()));
      await copy(link, "link", "It holds the configuration and the view.", this.notice);
    } catch (error) {
      this.notice.show(inWords(error));
    }
  }
}

function inWords(error: unknown): string {
  return error instanceof ShareError ? error.message : "This browser can't read or write links: it lacks compression.";
}
