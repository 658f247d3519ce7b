// Quick fixes: one action applies the suggestion of a problem that has one.
import { isolateHistory } from "@codemirror/commands";
import { type Action, type Diagnostic, forEachDiagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import type { Problem } from "../python/protocol";
import { t } from "../ui/words";

/** The actions of a problem that stands in the text as `written`. */
export function actionsFor({ value, suggestion }: Problem, written: string): Action[] {
  if (suggestion === null || value !== written) return [];
  return [
    {
      name: t`Replace with ${suggestion}`,
      apply(view, from, to) {
        if (view.state.sliceDoc(from, to) !== written) return; // edited since
        view.dispatch({
          changes: { from, to, insert: suggestion },
          selection: { anchor: from + suggestion.length },
          userEvent: "input.fix",
          annotations: isolateHistory.of("full"),
        });
        view.focus();
      },
    },
  ];
}

interface Fix {
  readonly action: Action;
  readonly from: number;
  readonly to: number;
}

/** The fix for the problem at the cursor. */
export function fixAtCursor(state: EditorState): Fix | null {
  const { head } = state.selection.main;
  let found: Fix | null = null;
  forEachDiagnostic(state, ({ actions }: Diagnostic, from, to) => {
    const [action] = actions ?? [];
    if (action !== undefined && from <= head && head <= to) found = { action, from, to };
  });
  return found;
}

export const applyFix: Command = (view) => {
  const fix = fixAtCursor(view.state);
  fix?.action.apply(view, fix.from, fix.to);
  return fix !== null;
};
