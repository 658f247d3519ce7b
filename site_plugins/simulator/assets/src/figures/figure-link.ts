// The link beside a figure that opens the simulator: it holds the figure's configurations, and follows them.
import { USUAL_THRESHOLD } from "../model/threshold";
import { fromFragment, toFragment } from "../session/link";
import type { Snapshot } from "../model/snapshot";

export class FigureLink {
  readonly #link: HTMLAnchorElement;
  readonly #original: string;
  #newest = 0;

  constructor(root: HTMLElement) {
    const links = [...root.querySelectorAll<HTMLAnchorElement>("a.simulate")];
    const link = links.find((each) => each.closest("[data-figure]") === root);
    if (link === undefined) throw new Error("The figure has no link into the simulator.");
    this.#link = link;
    this.#original = link.href;
  }

  /** The address of the page with the simulator. */
  get page(): string {
    return this.#original.split("#")[0]!;
  }

  /** What the figure shows at first. */
  read(): Promise<Snapshot> {
    return fromFragment(new URL(this.#original).hash);
  }

  /** Has the link open these texts: the first in the editor, and the others pinned. */
  async follow(original: Snapshot, texts: readonly string[], changed: boolean): Promise<void> {
    const turn = ++this.#newest;
    const [text = "", ...others] = texts;
    const pins = original.pins.map((pin, place) => ({ ...pin, text: others[place]! }));
    const snapshot = { text, view: original.view, pins, threshold: USUAL_THRESHOLD };
    const fragment = changed ? await toFragment(snapshot).catch(() => null) : null;
    if (turn === this.#newest) this.#link.href = fragment === null ? this.#original : `${this.page}${fragment}`;
  }
}
