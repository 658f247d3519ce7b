// The link beside a figure that opens the simulator: it holds the figure's configurations, and follows them.
import { USUAL_THRESHOLD } from "../model/threshold";
import { fromFragment, toFragment } from "../session/link";
import type { Snapshot } from "../model/snapshot";

const PAUSE = 100; // milliseconds

export class FigureLink {
  readonly #link: HTMLAnchorElement;
  readonly #original: string;
  /** The newest values, which the link does not hold yet. */
  #waiting: Snapshot | null = null;
  #timer = 0;
  #newest = 0;

  constructor(root: HTMLElement) {
    const links = [...root.querySelectorAll<HTMLAnchorElement>("a.simulate")];
    const link = links.find((each) => each.closest("[data-figure]") === root);
    if (link === undefined) throw new Error("The figure has no link into the simulator.");
    this.#link = link;
    this.#original = link.href;
    for (const intent of ["pointerenter", "focus"]) link.addEventListener(intent, () => void this.#pack());
  }

  /** The address of the page with the simulator. */
  get page(): string {
    return this.#original.split("#")[0]!;
  }

  /** What the figure shows at first. */
  read(): Promise<Snapshot> {
    return fromFragment(new URL(this.#original).hash);
  }

  /**
   * Has the link open these texts: the first in the editor, and the others pinned.
   *
   * Packing them takes time that a curve under the pointer needs, so it waits until the values rest, or until somebody is
   * about to follow the link.
   */
  follow(original: Snapshot, texts: readonly string[], changed: boolean): void {
    window.clearTimeout(this.#timer);
    this.#newest++;
    this.#waiting = null;
    if (!changed) {
      this.#link.href = this.#original;
      return;
    }
    const [text = "", ...others] = texts;
    const pins = original.pins.map((pin, place) => ({ ...pin, text: others[place]! }));
    this.#waiting = { text, view: original.view, pins, threshold: USUAL_THRESHOLD };
    this.#timer = window.setTimeout(() => void this.#pack(), PAUSE);
  }

  async #pack(): Promise<void> {
    const [turn, snapshot] = [this.#newest, this.#waiting];
    if (snapshot === null) return;
    this.#waiting = null;
    const fragment = await toFragment(snapshot).catch(() => null);
    if (turn === this.#newest) this.#link.href = fragment === null ? this.#original : `${this.page}${fragment}`;
  }
}
