// The form: a control for each field, kept equal to the text in both directions. Only the text holds the values.
import type { ChangeSpec, EditorState } from "@codemirror/state";
import type { Edit } from "../document/adding";
import { type Control, controlFor } from "./controls";
import { part } from "../ui/dom";
import { treeOf } from "../editor/editor-tree";
import { exampleEdits } from "./example-values";
import { type SchedulerEntry, type Vocabulary, schedulerNamed } from "../document/vocabulary";
import { scalarWherever } from "../document/references";
import { YamlTree, isScalar } from "../document/yaml-tree";
import { t } from "../ui/words";

export class FormView {
  readonly #fields: HTMLElement;
  readonly #name: HTMLSelectElement;
  readonly #examples: HTMLButtonElement;
  /** The one whose fields are shown. */
  #scheduler: SchedulerEntry | null = null;
  /** The one that the text chooses now. */
  #chosen: SchedulerEntry | null = null;
  #controls: Control[] = [];
  #tree: YamlTree = YamlTree.ofText("");

  /** `edit` changes the text; `asOneStep` keeps the change apart from others in the undo history. `prefix` begins the ids. */
  constructor(
    root: HTMLElement,
    private readonly vocabulary: Vocabulary,
    private readonly edit: (changes: ChangeSpec, asOneStep: boolean) => void,
    private readonly prefix: string,
  ) {
    this.#fields = part(root, "fields");
    this.#name = part(root, "name");
    this.#examples = part(root, "examples");
    this.#name.append(...vocabulary.schedulers.map(({ name }) => new Option(name)));
    this.#name.addEventListener("change", () => this.#rename(this.#name.value));
    this.#examples.addEventListener("click", () => {
      const edits = this.#exampleEdits();
      if (edits !== null && edits.length > 0) this.edit(edits, true);
    });
  }

  update(state: EditorState): void {
    this.#tree = treeOf(state);
    const named = scalarWherever(this.#tree, this.vocabulary.name_path);
    const scheduler = schedulerNamed(this.vocabulary, named);
    this.#chosen = scheduler;
    this.#name.value = scheduler?.name ?? "";
    this.#name.disabled = this.#tree.scalar(this.vocabulary.name_path) === null;
    const inText = this.#name.disabled ? t`The text gives the scheduler its name in another place.` : (scheduler?.summary ?? "");
    this.#name.title = named === null ? t`The text gives the scheduler no name.` : inText;
    // While a name is being typed, the form keeps the fields of the last scheduler.
    if (this.#controls.length === 0 || (scheduler !== null && scheduler !== this.#scheduler)) this.#show(scheduler);
    for (const control of this.#controls) control.update(this.#tree);
    this.#offerExamples();
  }

  #show(scheduler: SchedulerEntry | null): void {
    this.#scheduler = scheduler;
    const fields = [...this.vocabulary.fields, ...(scheduler?.fields ?? [])];
    this.#controls = fields.map((field) => controlFor(field, (edit) => this.edit(edit, false), this.prefix));
    this.#fields.replaceChildren(...this.#controls.map((control) => control.dom));
  }

  /** Writes the scheduler's name in the text's style: its own name, or a dotted one. */
  #rename(name: string): void {
    const before = this.#tree.scalar(this.vocabulary.name_path) ?? "";
    const manner = Math.max(0, schedulerNamed(this.vocabulary, before)?.names.indexOf(before) ?? 0);
    const insert = schedulerNamed(this.vocabulary, name)?.names[manner] ?? name;
    const found = this.#tree.find(this.vocabulary.name_path);
    if ("absent" in found || found.value === null || !isScalar(found.value)) return;
    const quotes = found.value.name === "QuotedLiteral" ? 1 : 0;
    this.edit({ from: found.value.from + quotes, to: found.value.to - quotes, insert }, true);
  }

  #exampleEdits(): Edit[] | null {
    return this.#chosen && exampleEdits(this.#tree, this.vocabulary, this.#chosen);
  }

  #offerExamples(): void {
    const edits = this.#exampleEdits();
    const useful = edits !== null && edits.length > 0;
    this.#examples.ariaDisabled = String(!useful);
    this.#examples.title = useful
      ? t`Add the fields that are missing, with their example values, and remove those that the scheduler does not take`
      : edits === null
        ? this.#chosen === null
          ? t`First choose a scheduler: the text names none.`
          : t`The scheduler's fields can only be edited in the text.`
        : t`Every field is there.`;
  }
}
