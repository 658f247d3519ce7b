// The quiet line below the editor: the field under the cursor, else which keys help; or why a file was not taken.
import type { EditorState } from "@codemirror/state";
import { part, setText } from "../ui/dom";
import { helpAt } from "./field-help";
import { fixAtCursor } from "./quick-fix";
import type { Vocabulary } from "../document/vocabulary";
import { t } from "../ui/words";

export class HintView {
  readonly #hint: HTMLElement;
  readonly #refusal: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly vocabulary: Vocabulary,
  ) {
    this.#hint = part(root, "hint");
    this.#refusal = part(root, "refusal");
  }

  update(state: EditorState): void {
    this.refuse("");
    const text = hintText(state, this.vocabulary);
    setText(this.#hint, text);
    this.#hint.title = text;
  }

  refuse(reason: string): void {
    setText(this.#refusal, reason);
    this.#hint.hidden = reason !== "";
  }
}

function hintText(state: EditorState, vocabulary: Vocabulary): string {
  const fix = fixAtCursor(state);
  if (fix !== null) return t`Ctrl-. fixes this: ${fix.action.name}.`;
  const help = helpAt(state, vocabulary, state.selection.main.head);
  if (help === null) return t`Ctrl-Space completes, F8 goes to the next problem. This line explains the field at the cursor.`;
  return `${help.name}: ${help.text}`;
}
