// The two lists: problems, which prevent a curve, and notes, which do not. A place leads to the editor.
import type { Answer } from "./answer";
import { create, part } from "./dom";
import type { Place } from "./places";

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
    private readonly goTo: (place: Place) => void,
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
        this.#item(`line ${problem.line}, column ${problem.column}:`, problem.message, problem),
      ),
    );
    this.#notes.replaceChildren(
      ...notes.map(({ line, column, message }) =>
        line === null ? this.#item("", message, null) : this.#item(`line ${line}:`, message, { line, column: column ?? 1 }),
      ),
    );
    this.#noProblems.hidden = problems.length > 0;
    this.#noNotes.hidden = notes.length > 0;
    // Notes are about a curve. Without one, the problems take their room.
    this.#notesRegion.hidden = problems.length > 0;
    this.#problemsRegion.classList.toggle("simulator__messages--wide", problems.length > 0);
  }

  #item(label: string, message: string, place: Place | null): HTMLLIElement {
    const item = create("li", "simulator__message");
    if (place === null) {
      item.append(message);
      return item;
    }
    const link = create("button", "simulator__place", create("span", "simulator__line", label), ` ${message}`);
    link.type = "button";
    link.title = "Go to this place in the configuration";
    link.addEventListener("click", () => this.goTo(place));
    item.append(link);
    return item;
  }
}
