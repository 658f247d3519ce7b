// Completes keys, the scheduler's name, and values by their examples.
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  autocompletion,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { indentUnit } from "@codemirror/language";
import type { EditorView } from "@codemirror/view";
import { fieldText } from "../document/field-text";
import { scalarWherever } from "../document/references";
import { type Key, type Vocabulary, fieldAtPath, keysIn, samePath } from "../document/vocabulary";
import { YamlTree, pairsOf } from "../document/yaml-tree";
import { t } from "../ui/words";

/** The word at the cursor, with what stands before it on its line. */
interface Word {
  readonly from: number;
  readonly to: number;
  readonly lineFrom: number;
  readonly lead: string;
  readonly text: string;
  readonly hasColon: boolean;
}

/** Options stay in the order of the signature, not of the alphabet. */
const inTheirOrder = () => 0;

export function completion(vocabulary: Vocabulary) {
  return autocompletion({ override: [(context) => complete(vocabulary, context)], icons: false, compareCompletions: inTheirOrder });
}

function complete(vocabulary: Vocabulary, context: CompletionContext): CompletionResult | null {
  const word = wordAt(context);
  if (word.text === "" && !context.explicit) return null;
  const options = /:\s+$/.test(word.lead)
    ? valueOptions(vocabulary, context, word)
    : /^\s*$|[{,]\s*$/.test(word.lead)
      ? keyOptions(vocabulary, context, word)
      : [];
  // Enter after a word that is complete must start a new line, not turn the word into a longer one.
  const isComplete = !context.explicit && options.some(({ label }) => label === word.text);
  return options.length === 0 || isComplete ? null : { from: word.from, to: word.to, options };
}

function wordAt({ state, pos }: CompletionContext): Word {
  const line = state.doc.lineAt(pos);
  const [before, after] = [line.text.slice(0, pos - line.from), line.text.slice(pos - line.from)];
  const start = /[^\s,:{}[\]#]*$/.exec(before)?.[0] ?? "";
  const end = /^[^\s,:{}[\]#]*/.exec(after)?.[0] ?? "";
  return {
    from: pos - start.length,
    to: pos + end.length,
    lineFrom: line.from,
    lead: before.slice(0, before.length - start.length),
    text: start,
    hasColon: /^\s*:/.test(after.slice(end.length)),
  };
}

function valueOptions(vocabulary: Vocabulary, { state, explicit }: CompletionContext, { from, to }: Word): Completion[] {
  const tree = YamlTree.ofText(`${state.sliceDoc(0, from)}value${state.sliceDoc(to)}`);
  const pair = tree.pairAt(from);
  const path = pair && tree.path(pair);
  if (path === null) return [];
  if (samePath(path, vocabulary.name_path)) {
    return vocabulary.schedulers.flatMap(({ names, summary }) => names.map((label) => ({ label, info: summary })));
  }
  const field = fieldAtPath(vocabulary, path, scalarWherever(tree, vocabulary.name_path));
  if (field?.options) return field.options.map((option) => ({ label: option, info: fieldText(field) }));
  // While a number is typed, an example would only be in the way.
  if (field === null || !explicit) return [];
  return [{ label: field.example, detail: t`example`, info: fieldText(field) }];
}

function keyOptions(vocabulary: Vocabulary, { state }: CompletionContext, word: Word): Completion[] {
  const before = state.sliceDoc(0, word.lineFrom);
  const after = `${word.hasColon ? "" : ": "}${state.sliceDoc(word.to)}`;
  const unit = state.facet(indentUnit);
  // Where no key fits at the indentation of the line, the nearest one above at which one fits is offered.
  const leads = word.lead.trim() === "" ? [word.lead, ...indentations(before, unit)] : [word.lead];
  for (const lead of leads) {
    const keys = missingKeys(vocabulary, before + lead, after);
    if (keys.length > 0) return keys.map((key) => keyOption(key, lead, word, unit));
  }
  return [];
}

/** The keys that may stand between the two texts and do not stand beside that place yet. */
function missingKeys(vocabulary: Vocabulary, before: string, after: string): Key[] {
  const tree = YamlTree.ofText(`${before}key${after}`);
  const pair = tree.pairAt(before.length);
  const path = pair && tree.path(pair);
  if (path === null || pair?.parent == null || pair.from !== before.length) return [];
  const present = new Set(pairsOf(pair.parent).map((sibling) => tree.key(sibling)));
  const scheduler = scalarWherever(tree, vocabulary.name_path);
  return keysIn(vocabulary, path.slice(0, -1), scheduler).filter(({ name, field }) => ![name, ...(field?.further ?? [])].some((each) => present.has(each)));
}

/** The indentations of the lines above that a line may have, the innermost first. */
function indentations(above: string, unit: string): string[] {
  const found: string[] = [];
  for (const line of above.split("\n").reverse()) {
    const [, indentation = "", content = ""] = /^( *)([^#]*)/.exec(line) ?? [];
    if (content.trim() === "") continue;
    if (found.length === 0 && content.trimEnd().endsWith(":")) found.push(indentation + unit);
    if (found.every((inner) => indentation.length < inner.length)) found.push(indentation);
  }
  return found;
}

function keyOption({ name, isSection, field }: Key, lead: string, word: Word, unit: string): Completion {
  const inBlock = lead.trim() === "";
  const colon = word.hasColon ? "" : isSection && inBlock ? `:\n${lead}${unit}` : ": ";
  const apply = (view: EditorView, completion: Completion, _from: number, to: number) => {
    const insert = `${lead}${name}${colon}`;
    view.dispatch({
      changes: { from: word.lineFrom, to, insert },
      selection: { anchor: word.lineFrom + insert.length },
      userEvent: "input.complete",
      annotations: pickedCompletion.of(completion),
    });
    if (!word.hasColon) startCompletion(view); // with what comes next: a value, or the section's keys
  };
  const info = field === null ? {} : { detail: field.requirement, info: fieldText(field) };
  return { label: name, apply, ...info };
}
