// The button "Copy link", and the link that the page was opened with. A link is read once, and then removed from the address,
// so that a reload keeps later edits.
import { copy } from "../ui/clipboard";
import { create, part } from "../ui/dom";
import type { Notice } from "../ui/notice";
import type { Pin } from "../model/pins";
import { ShareError, fromFragment, isShared, toFragment } from "../session/link";
import { type Snapshot, toJson } from "../model/snapshot";
import { t } from "../ui/words";

export class Sharing {
  readonly #listening = new AbortController();

  /** `onOpen` gets the content of a link. `onPins` gets the previous pins when the user wants them back. */
  constructor(
    root: HTMLElement,
    private readonly notice: Notice,
    private readonly snapshot: () => Snapshot,
    private readonly onOpen: (snapshot: Snapshot) => void,
    private readonly onPins: (pins: readonly Pin[]) => void,
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
      const { pins } = this.snapshot();
      // Instant navigation restores the fragment after it has made a new page element. The link is open by then.
      if (toJson(snapshot) === toJson(this.snapshot())) return;
      this.onOpen(snapshot);
      this.notice.hide();
      if (pins.length > 0) this.notice.show(t`The link has taken the place of your pins.`, this.#bringBack(pins));
    } catch (error) {
      this.notice.show(t`${inWords(error)} Nothing has changed here.`);
    }
  }

  /** Opens a link. Undo brings the old text back, and buttons bring back the view and the user's own pins. */
  #bringBack(pins: readonly Pin[]): HTMLButtonElement {
    const button = create("button", "simulator__tool", t`Bring my pins back`);
    button.type = "button";
    button.addEventListener("click", () => {
      this.onPins(pins);
      this.notice.hide();
    });
    return button;
  }

  async #copy(): Promise<void> {
    try {
      const link = location.origin + location.pathname + location.search + (await toFragment(this.snapshot()));
      await copy(link, "link", t`It holds the configuration, the view and the pins.`, this.notice);
    } catch (error) {
      this.notice.show(inWords(error));
    }
  }
}

function inWords(error: unknown): string {
  return error instanceof ShareError ? error.message : t`This browser can't read or write links: it lacks compression.`;
}
