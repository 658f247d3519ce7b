// The table of all epochs, one page at a time, so that even a long training needs few rows. The rows stay, and only
// their text changes, so that the focus stays where it is. One epoch is the tab stop. Keys move it as on the chart.
import type { AnswerWithCurve } from "../model/answer";
import { chartKey } from "../chart/keys";
import { epochValues, ratioToBase, spokenEpoch } from "../chart/words";
import { type Clock, numbered } from "../document/clock";
import { create, part, setText } from "../ui/dom";
import { allowedEpochs, findEpoch } from "./epoch-search";
import { count, rate } from "../ui/format";
import { type State, isStale } from "../model/state";
import { t } from "../ui/words";

const PAGE = 20; // rows
const ALL_DIGITS = 17; // of a float64, so that exactly the same number can be read back

interface Row {
  readonly element: HTMLTableRowElement;
  readonly button: HTMLButtonElement;
  readonly cells: readonly HTMLTableCellElement[];
}

export class EpochTable {
  readonly #section: HTMLDetailsElement;
  readonly #table: HTMLTableElement;
  readonly #rows: readonly Row[];
  readonly #field: HTMLInputElement;
  readonly #found: HTMLElement;
  readonly #pageButtons: readonly HTMLButtonElement[];
  #answer: AnswerWithCurve | null = null;
  /** The epoch that the Tab key reaches. Its page is shown. */
  #current = 0;
  /** The epoch of the chart's cursor. */
  #pointed: number | null = null;
  /** The texts that can be searched for; null until the first search, because a long curve takes a moment. */
  #allowed: string | null = null;

  /** `goTo` points the chart at an epoch. */
  constructor(
    private readonly root: HTMLElement,
    private readonly clock: Clock,
    private readonly goTo: (epoch: number) => void,
  ) {
    this.#section = part(root, "every-epoch");
    this.#table = part(root, "epoch-table");
    this.#field = part(root, "find");
    this.#found = part(root, "found");
    this.#rows = Array.from({ length: PAGE }, () => this.#row());
    part(root, "epoch-rows").replaceChildren(...this.#rows.map(({ element }) => element));
    this.#pageButtons = (["first-page", "previous-page", "next-page", "last-page"] as const).map((name) => {
      const button = part<HTMLButtonElement>(root, name);
      button.addEventListener("click", () => this.#turn(name));
      return button;
    });
    this.#section.addEventListener("toggle", () => this.#show());
    part(root, "find-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#find();
    });
  }

  update(state: State): void {
    const stale = isStale(state);
    const hint = stale ? t`These are the rates of the last valid configuration.` : "";
    setText(part(this.root, "table-hint"), state.lastCurve === null ? t`There is no curve yet.` : hint);
    if (state.lastCurve === this.#answer) return;
    this.#answer = state.lastCurve;
    this.#allowed = null;
    setText(this.#found, "");
    this.#field.ariaInvalid = "false";
    this.#show();
  }

  /** Marks the epoch under the chart's cursor. */
  point(epoch: number | null): void {
    this.#pointed = epoch;
    for (const [index, row] of this.#rows.entries()) this.#markPointed(row, this.#first() + index);
  }

  /** Shows the epoch to which the keyboard has moved the chart's cursor. */
  follow(epoch: number): void {
    this.#current = epoch;
    this.#show();
  }

  #length(): number {
    return this.#answer?.curve.lr.length ?? 0;
  }

  #first(): number {
    return this.#current - (this.#current % PAGE);
  }

  #show(): void {
    if (!this.#section.open) return;
    const length = this.#length();
    this.#current = Math.min(this.#current, Math.max(length - 1, 0));
    const first = this.#first();
    for (const [index, row] of this.#rows.entries()) this.#fill(row, first + index);
    this.#table.ariaRowCount = String(length + 1);
    const [page, pages] = [first / PAGE + 1, Math.max(1, Math.ceil(length / PAGE))];
    setText(part(this.root, "page-number"), t`Page ${count(page)} of ${count(pages)}`);
    for (const [index, button] of this.#pageButtons.entries()) {
      button.ariaDisabled = String(index < 2 ? page === 1 : page === pages);
    }
    if (this.#answer === null) return;
    this.#allowed ??= allowedEpochs(this.#answer);
    setText(part(this.root, "find-allowed"), this.#allowed);
  }

  #fill(row: Row, epoch: number): void {
    const { element, button, cells } = row;
    element.hidden = epoch >= this.#length();
    if (this.#answer === null || element.hidden) return;
    const value = this.#answer.curve.lr[epoch] ?? NaN;
    const { phase } = epochValues(this.#answer, epoch);
    element.ariaRowIndex = String(epoch + 2); // the head is the first row
    button.tabIndex = epoch === this.#current ? 0 : -1;
    button.ariaLabel = t`Show ${numbered(this.clock, epoch)} on the chart`;
    setText(button, count(epoch));
    for (const [index, text] of [rate(value, ALL_DIGITS), phase, ratioToBase(this.#answer, value)].entries()) {
      setText(cells[index]!, text);
    }
    this.#markPointed(row, epoch);
  }

  #markPointed({ element }: Row, epoch: number): void {
    if (epoch === this.#pointed) element.ariaCurrent = "true";
    else element.removeAttribute("aria-current");
  }

  #row(): Row {
    const button = create("button", "simulator__show");
    button.type = "button";
    button.title = t`Show this ${this.clock.one} on the chart`;
    const head = create("th", "", button);
    head.scope = "row";
    const cells = [create("td", ""), create("td", ""), create("td", "")];
    const element = create("tr", "", head, ...cells);
    const row = { element, button, cells };
    button.addEventListener("click", () => this.goTo(this.#epochOf(row)));
    button.addEventListener("keydown", (event) => this.#pressed(event, this.#epochOf(row)));
    return row;
  }

  #epochOf(row: Row): number {
    return this.#first() + this.#rows.indexOf(row);
  }

  #pressed(event: KeyboardEvent, epoch: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Epochs grow downwards in a table, and rates grow upwards in the chart. So the keys for up and down are exchanged.
    const exchanged: Record<string, string> = { ArrowUp: "ArrowLeft", ArrowDown: "ArrowRight", PageUp: "PageDown", PageDown: "PageUp" };
    const meaning = chartKey(exchanged[event.key] ?? event.key, epoch, epoch, this.#length() - 1, PAGE);
    if (meaning === null || typeof meaning === "string") return;
    event.preventDefault();
    this.#focus(meaning.epoch);
  }

  #focus(epoch: number): void {
    this.follow(epoch);
    this.#rows[epoch % PAGE]?.button.focus();
  }

  #turn(to: "first-page" | "previous-page" | "next-page" | "last-page"): void {
    const last = this.#length() - 1;
    const target = { "first-page": 0, "previous-page": this.#first() - PAGE, "next-page": this.#first() + PAGE, "last-page": last }[to];
    const start = target - (target % PAGE);
    if (start >= 0 && start <= last) this.follow(start);
  }

  #find(): void {
    if (this.#answer === null) return;
    const query = this.#field.value.trim();
    const epoch = findEpoch(this.#answer, query, this.clock);
    this.#field.ariaInvalid = String(epoch === null);
    if (epoch === null) {
      const nothing = query === "" ? t`Write which ${this.clock.one} to find` : t`There is no ${this.clock.one} ${query}`;
      setText(this.#found, t`${nothing}. Allowed: ${this.#allowed ?? ""}.`);
      this.#field.focus();
      return;
    }
    setText(this.#found, spokenEpoch(this.#answer, epoch, this.clock));
    this.#focus(epoch);
  }
}
