// The text box: CodeMirror with YAML. Tab is left to the browser, so that the keyboard can leave the editor.
import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Answer } from "./answer";
import { type Place, offsetOf, rangeAt } from "./places";
import { materialTheme } from "./theme";

export class Editor {
  readonly #view: EditorView;
  #shown: Answer | null = null;

  /** Takes up a state of an earlier editor where there is one: text, selection and undo history. */
  constructor(parent: HTMLElement, start: string | EditorState, onEdit: (text: string) => void) {
    const state = typeof start === "string" ? EditorState.create({ doc: start, extensions: extensions() }) : start;
    this.#view = new EditorView({
      state,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        if (transactions.some((transaction) => transaction.docChanged)) onEdit(view.state.doc.toString());
      },
    });
    // Material has one-key shortcuts for the whole page; a key that is typed here is meant for the text.
    this.#view.dom.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
    parent.replaceChildren(this.#view.dom);
  }

  /** Underlines an answer's problems, unless the text has moved on: then its places belong to nothing on the screen. */
  showProblems(answer: Answer | null): void {
    const { state } = this.#view;
    if (answer === null || answer === this.#shown || answer.text !== state.doc.toString()) return;
    this.#shown = answer;
    const diagnostics = answer.report.problems.map(
      (problem): Diagnostic => ({
        ...rangeAt(state.doc, problem, problem.value),
        severity: "error",
        message: problem.message,
      }),
    );
    this.#view.dispatch(setDiagnostics(state, diagnostics));
  }

  /** Replaces the whole text, as one step that can be undone. */
  replaceText(text: string): void {
    const { state } = this.#view;
    if (state.toText(text).eq(state.doc)) return;
    const changes = { from: 0, to: state.doc.length, insert: text };
    this.#view.dispatch({ changes, selection: { anchor: 0 }, annotations: isolateHistory.of("full") });
  }

  goTo(place: Place): void {
    const anchor = offsetOf(this.#view.state.doc, place);
    this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.#view.focus();
  }

  /** Ends the editor and hands out its state for a later one. */
  destroy(): EditorState {
    const { state } = this.#view;
    this.#view.destroy();
    return state;
  }
}

function extensions() {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection({ cursorBlinkRate: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 1200 }),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    bracketMatching(),
    indentOnInput(),
    yaml(),
    keymap.of([...defaultKeymap, ...historyKeymap, { key: "F8", run: nextDiagnostic }]),
    EditorView.contentAttributes.of({ "aria-label": "Training configuration" }),
    materialTheme,
  ];
}
