// The stage of a figure: its drawings, the table, the words below, and messages over the first drawing.
// HTML comes from Python alone, which escapes all text in it.
import { Announcer } from "../ui/announcer";
import { create, setText } from "../ui/dom";
import type { FigureAnswer } from "../python/protocol";
import { redraw } from "../ui/redraw";

type Shown = Exclude<FigureAnswer, { problem: string }>;

export class Stage {
  readonly #drawings: HTMLElement[];
  readonly #rows: HTMLElement | null;
  readonly #words: HTMLElement | null;
  /** The original content, to be restored. */
  readonly #originals: ReadonlyMap<HTMLElement, readonly Node[]>;
  readonly #said = create("p", "live__said");
  readonly #announcer: Announcer;
  #rooms: readonly string[] = [];
  /** Whether the original content is shown. Its nodes stay as they are. */
  #isOriginal = true;

  constructor(private readonly root: HTMLElement) {
    this.#drawings = this.#parts("drawing");
    [this.#rows = null] = this.#parts("rows");
    [this.#words = null] = this.#parts("words");
    this.#rooms = this.#seenRooms();
    const followed = [...this.#drawings, this.#rows, this.#words].filter((part) => part !== null);
    this.#originals = new Map(followed.map((part) => [part, [...part.childNodes]]));
    const heard = create("p", "simulator__heard");
    heard.ariaLive = "polite";
    this.#announcer = new Announcer(heard);
    this.#said.setAttribute("role", "status");
    const stage = this.#drawings[0]?.parentElement;
    stage?.querySelector(".live__said")?.remove(); // of an attempt before
    stage?.append(this.#said, heard);
  }

  /** The widths of the visible drawings. */
  get rooms(): readonly string[] {
    return this.#rooms;
  }

  /** Tells when other drawings have to be seen, because the width has changed. */
  watchRooms(changed: () => void): void {
    const observer = new ResizeObserver(() => {
      const seen = this.#seenRooms();
      if (seen.join() === this.#rooms.join()) return;
      this.#rooms = seen;
      changed();
    });
    for (const drawing of this.#drawings) observer.observe(drawing);
  }

  /** Shows a message over the drawing, for a while or until the next one. An empty message hides it. */
  say(text: string): void {
    setText(this.#said, text);
  }

  /** Announces a change to a screen reader. */
  announce(text: string): void {
    this.#announcer.say(text);
  }

  show({ drawings, rows, words, spoken }: Shown): void {
    this.#keepRoom(); // first, while nothing has changed: the browser would have to lay out the page for it
    const [rowNodes = [], wordNodes = [], ...drawingNodes] = nodesOf([rows, words, ...drawings]);
    this.#drawings.forEach((drawing, place) => this.#fill(drawing, drawingNodes[place] ?? []));
    this.#fill(this.#rows, rowNodes);
    this.#fill(this.#words, wordNodes);
    this.#isOriginal = false;
    this.fade(false);
    this.announce(spoken);
  }

  reset(): void {
    for (const [part, nodes] of this.#originals) part.replaceChildren(...nodes);
    this.#isOriginal = true;
    this.fade(false);
  }

  /** Whether the drawings belong to older values. */
  fade(stale: boolean): void {
    this.root.classList.toggle("live--stale", stale);
  }

  #fill(part: HTMLElement | null, nodes: readonly Node[]): void {
    if (this.#isOriginal) part?.replaceChildren(...nodes);
    else if (part !== null) redraw(part, nodes);
  }

  /** What stands below must not jump up and down with the number of notes. */
  #keepRoom(): void {
    if (this.#words !== null) this.#words.style.minHeight = `${this.#words.getBoundingClientRect().height}px`;
  }

  /** The style sheet knows how much room each needs. */
  #seenRooms(): string[] {
    const drawn = this.#drawings.flatMap((drawing) => [...drawing.querySelectorAll("[data-room]")]);
    return [...new Set(drawn.map((each) => getComputedStyle(each).getPropertyValue("--room")))];
  }

  #parts(name: string): HTMLElement[] {
    const found = [...this.root.querySelectorAll<HTMLElement>(`[data-part="${name}"]`)];
    return found.filter((part) => part.closest("[data-figure]") === this.root);
  }
}

/** The nodes of each part. A template needs no document of its own, as a parser does. */
function nodesOf(parts: readonly string[]): Node[][] {
  const template = document.createElement("template");
  template.innerHTML = parts.map((part) => `<div>${part}</div>`).join("");
  return [...template.content.children].map(({ childNodes }) => [...childNodes]);
}
