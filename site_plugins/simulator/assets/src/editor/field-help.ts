// The documentation of the field under the pointer, in a tooltip, and under the cursor, for the line below the editor.
import type { EditorState } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { create } from "../ui/dom";
import { treeOf } from "./editor-tree";
import { fieldText } from "../document/field-text";
import { type Vocabulary, fieldAtPath, samePath, schedulerNamed } from "../document/vocabulary";
import { scalarWherever } from "../document/references";
import type { YamlTree } from "../document/yaml-tree";

interface Help {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly text: string;
}

/** The description of the field at a place in the text, or else of the field at the start of its line. */
export function helpAt(state: EditorState, vocabulary: Vocabulary, position: number): Help | null {
  const tree = treeOf(state);
  const line = state.doc.lineAt(position);
  const start = line.from + line.text.search(/\S|$/);
  return helpIn(tree, vocabulary, Math.max(position, start)) ?? helpIn(tree, vocabulary, start);
}

function helpIn(tree: YamlTree, vocabulary: Vocabulary, position: number): Help | null {
  const pair = tree.pairAt(position);
  const path = pair === null ? null : tree.path(pair);
  if (pair === null || path === null) return null;
  const name = scalarWherever(tree, vocabulary.name_path);
  if (samePath(path, vocabulary.name_path)) {
    const scheduler = schedulerNamed(vocabulary, name);
    return scheduler && { from: pair.from, to: pair.to, name: scheduler.name, text: scheduler.summary };
  }
  const field = fieldAtPath(vocabulary, path, name);
  return field && { from: pair.from, to: pair.to, name: field.name, text: fieldText(field) };
}

export function fieldTooltip(vocabulary: Vocabulary) {
  return hoverTooltip((view, position) => {
    const help = helpAt(view.state, vocabulary, position);
    if (help === null || position < help.from || position > help.to) return null;
    const dom = create("div", "simulator__tooltip", create("strong", "", help.name), ` ${help.text}`);
    return { pos: help.from, end: help.to, create: () => ({ dom }) };
  });
}
