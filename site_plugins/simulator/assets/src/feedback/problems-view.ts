// The lists of problems, which prevent a curve, and of notes, which do not. Each place is a link into the editor.
import type { Answer } from "../model/answer";
import { type Clock, numbered } from "../document/clock";
import { create, part } from "../ui/dom";
import type { Place } from "../document/places";
import { t } from "../ui/words";

export interface MessageEvents {
  goTo(place: Place): void;
  /** Reports the epoch of the note that is being read, or null. */
  point(epoch: number | null): void;
  goToEpoch(epoch: number): void;
}

export class MessagesView {
  readonly #problems: HTMLElement;
  readonly #notes: HTMLElement;
  readonly #noProblems: HTMLElement;
  readonly #noNotes: HTMLElement;
  readonly #problemsRegion: HTMLElement;
  readonly #notesRegion: HTMLElement;
  #shown: Answer | null = null;

  constructor(
    root: HTMLElement,
    private readonly clock: Clock,
    private readonly events: MessageEvents,
  ) {
    this.#problems = part(root, "problems");
    this.#notes = part(root, "notes");
    this.#noProblems = part(root, "no-problems");
    this.#noNotes = part(root, "no-notes");
    this.#problemsRegion = part(root, "problems-region");
    this.#notesRegion = part(root, "notes-region");
  }

  update(answer: Answer | null): void {
    if (answer === null || answer === this.#shown) return;
    this.#shown = answer;
    const { problems, notes } = answer.report;
    this.#problems.replaceChildren(
      ...problems.map((problem) =>
        this.#item(t`line ${problem.line}, column ${problem.column}:`, problem.message, problem, null),
      ),
    );
    this.#notes.replaceChildren(
      ...notes.map(({ line, column, message, epoch }) =>
        line === null
          ? this.#item("", message, null, epoch)
          : this.#item(t`line ${line}:`, message, { line, column: column ?? 1 }, epoch),
      ),
    );
    this.#noProblems.hidden = problems.length > 0;
    this.#noNotes.hidden = notes.length > 0;
    // Notes are about a curve. Without one, the problems take their space.
    this.#notesRegion.hidden = problems.length > 0;
    this.#problemsRegion.classList.toggle("simulator__messages--wide", problems.length > 0);
  }

  #item(label: string, message: string, place: Place | null, epoch: number | null): HTMLLIElement {
    const item = create("li", "simulator__message");
    item.append(place === null ? create("span", "", message) : this.#link(label, message, place));
    if (epoch !== null) this.#tie(item, epoch);
    return item;
  }

  #link(label: string, message: string, place: Place): HTMLButtonElement {
    const link = create("button", "simulator__place", create("span", "simulator__line", label), ` ${message}`);
    link.type = "button";
    link.title = t`Go to this place in the configuration`;
    link.addEventListener("click", () => this.events.goTo(place));
    return link;
  }

  /** Connects a note with its epoch: the chart points at it while the note is read, and a button goes there. */
  #tie(item: HTMLLIElement, epoch: number): void {
    const show = create("button", "simulator__show", numbered(this.clock, epoch));
    show.type = "button";
    show.ariaLabel = t`Show ${numbered(this.clock, epoch)} on the chart`;
    show.addEventListener("click", () => this.events.goToEpoch(epoch));
    item.classList.add("simulator__message--tied");
    item.append(show);
    for (const start of ["pointerenter", "focusin"]) item.addEventListener(start, () => this.events.point(epoch));
    for (const end of ["pointerleave", "focusout"]) item.addEventListener(end, () => this.events.point(null));
  }
}
