// The text box: CodeMirror with YAML. Tab is left to the browser, so that the keyboard can leave the editor.
import { defaultKeymap, history, historyField, historyKeymap, isolateHistory } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Diagnostic, diagnosticCount, lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { type ChangeSpec, EditorState } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Answer } from "../model/answer";
import { completion } from "./completion";
import { fieldTooltip } from "./field-help";
import { type Place, offsetOf, rangeAt } from "../document/places";
import { actionsFor, applyFix } from "./quick-fix";
import { materialTheme } from "./theme";
import type { Vocabulary } from "../document/vocabulary";
import { t } from "../ui/words";
import { YamlTree } from "../document/yaml-tree";

/** What of a state is kept as JSON, besides text and selection. */
const KEPT = { history: historyField };
/** Pixels between the choice of the scheduler and the editor's edge, when it is brought into view. */
const ABOVE = 100;

export interface EditorListeners {
  /** Reports a new text before it is shown, because showing it takes a while in which Python can compute. */
  editing(text: string): void;
  edited(text: string): void;
  /** Reports that text, cursor or problems have changed. */
  updated(state: EditorState, textChanged: boolean): void;
}

export class Editor {
  readonly #view: EditorView;
  readonly #vocabulary: Vocabulary;
  #shown: Answer | null = null;

  /** Takes up a state of an earlier editor where there is one: text, selection and undo history. `hint` describes the text. */
  constructor(parent: HTMLElement, hint: HTMLElement, start: string | EditorState, vocabulary: Vocabulary, listeners: EditorListeners) {
    const state =
      typeof start === "string" ? EditorState.create({ doc: start, extensions: extensions(vocabulary, hint.id) }) : start;
    this.#vocabulary = vocabulary;
    this.#view = new EditorView({
      state,
      dispatchTransactions: (transactions, view) => {
        const textChanged = transactions.some((transaction) => transaction.docChanged);
        if (textChanged) listeners.editing(transactions.at(-1)!.newDoc.toString());
        view.update(transactions);
        if (textChanged) listeners.edited(view.state.doc.toString());
        listeners.updated(view.state, textChanged);
        if (transactions.some((transaction) => transaction.isUserEvent("input.paste"))) this.#showScheduler();
      },
    });
    // Material has one-key shortcuts for the whole page; a key that is typed here is meant for the text.
    this.#view.dom.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
    parent.replaceChildren(this.#view.dom);
    listeners.updated(state, true);
  }

  /** Underlines an answer's problems, unless the text has changed since, because the places would be wrong. */
  showProblems(answer: Answer | null): void {
    const { state } = this.#view;
    if (answer === null || answer === this.#shown || answer.text !== state.doc.toString()) return;
    this.#shown = answer;
    if (answer.report.problems.length === 0 && diagnosticCount(state) === 0) return; // as after almost every keystroke
    const diagnostics = answer.report.problems.map((problem): Diagnostic => {
      const range = rangeAt(state.doc, problem, problem.value);
      const actions = actionsFor(problem, state.sliceDoc(range.from, range.to));
      return { ...range, severity: "error", message: problem.message, actions };
    });
    this.#view.dispatch(setDiagnostics(state, diagnostics));
  }

  /** Changes a part of the text; as one step, undo takes back this change alone. The focus stays where it is. */
  edit(changes: ChangeSpec, asOneStep: boolean): void {
    this.#view.dispatch({ changes, annotations: asOneStep ? isolateHistory.of("full") : [] });
  }

  /** Replaces the whole text, and scrolls to its scheduler. Undo brings the old text back. */
  replace(text: string): void {
    const { state } = this.#view;
    if (state.toText(text).eq(state.doc)) return;
    const changes = { from: 0, to: state.doc.length, insert: text };
    const annotations = isolateHistory.of("full");
    this.#view.dispatch({ changes, selection: { anchor: 0 }, scrollIntoView: true, annotations });
    this.#showScheduler();
  }

  focus(): void {
    this.#view.focus();
  }

  goTo(place: Place): void {
    const anchor = offsetOf(this.#view.state.doc, place);
    this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.#view.focus();
  }

  /** Scrolls to where the scheduler is chosen, if that is out of view: a whole configuration has much besides it. */
  #showScheduler(): void {
    const found = YamlTree.ofText(this.#view.state.doc.toString()).find(this.#vocabulary.name_path);
    if ("absent" in found) return;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(found.pair.from, { y: "nearest", yMargin: ABOVE }) });
  }

  /** Ends the editor, and returns its state for a later one. */
  destroy(): EditorState {
    const { state } = this.#view;
    this.#view.destroy();
    return state;
  }
}

/** The data that restore a state, with its undo history, after a reload. */
export function toKept(state: EditorState): string {
  return JSON.stringify(state.toJSON(KEPT));
}

/** The stored state of a text; null where there is none, or where it belongs to another text. */
export function fromKept(kept: string | null, text: string, vocabulary: Vocabulary, hint: HTMLElement): EditorState | null {
  if (kept === null) return null;
  try {
    const state = EditorState.fromJSON(JSON.parse(kept), { extensions: extensions(vocabulary, hint.id) }, KEPT);
    return state.doc.toString() === text ? state : null;
  } catch {
    return null; // it may be from an older page
  }
}

function extensions(vocabulary: Vocabulary, hint: string) {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    bracketMatching(),
    indentOnInput(),
    yaml(),
    completion(vocabulary),
    fieldTooltip(vocabulary),
    keymap.of([
      ...defaultKeymap,
      ...historyKeymap,
      { key: "F8", run: nextDiagnostic },
      { key: "Mod-.", run: applyFix },
    ]),
    EditorView.contentAttributes.of({ "aria-label": t`Training configuration`, "aria-describedby": hint, tabindex: "0" }),
    materialTheme,
  ];
}
