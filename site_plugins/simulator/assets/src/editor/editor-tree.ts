// The syntax tree that the editor has made already.
import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { YamlTree } from "../document/yaml-tree";

const PARSING_TIME = 200; // milliseconds, far above what the largest text that is read takes

export function treeOf(state: EditorState): YamlTree {
  const text = state.doc.toString();
  const tree = ensureSyntaxTree(state, text.length, PARSING_TIME);
  return tree === null ? YamlTree.ofText(text) : new YamlTree(text, tree);
}
