// The editor in Material's own colours, so that it follows light and dark by itself.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--md-code-fg-color)", backgroundColor: "var(--md-code-bg-color)" },
  "&.cm-focused": { outline: "none" }, // the frame around the editor shows the focus
  ".cm-scroller": { fontFamily: "var(--md-code-font-family)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: ".5rem 0", caretColor: "var(--md-default-fg-color)" },
  ".cm-line": { padding: "0 .6rem 0 .2rem" },
  ".cm-content ::selection": { backgroundColor: "var(--simulator-selection)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--simulator-active-line)" },
  ".cm-gutters": {
    color: "var(--simulator-muted)",
    backgroundColor: "var(--md-code-bg-color)",
    border: "none",
    fontVariantNumeric: "tabular-nums",
  },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 .4rem 0 .3rem", minWidth: "1.6rem" },
  ".cm-gutter-lint": { width: ".9rem" },
  ".cm-gutter-lint .cm-gutterElement": { padding: ".2em 0 0 .25rem" },
  ".cm-lint-marker": { width: ".55rem", height: ".55rem", borderRadius: "50%", marginTop: ".25em" },
  ".cm-lint-marker-error": { content: "none", backgroundColor: "var(--simulator-error)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--simulator-error) 1px",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
  },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--simulator-error)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--simulator-selection)" },
  ".cm-tooltip": {
    color: "var(--md-default-fg-color)",
    backgroundColor: "var(--md-default-bg-color)",
    border: "1px solid var(--md-default-fg-color--lighter)",
    borderRadius: ".1rem",
    boxShadow: "var(--md-shadow-z2)",
    maxWidth: "min(24rem, 90vw)",
  },
  ".cm-tooltip ul, .cm-tooltip ul > li": { margin: "0" }, // not those of a list in prose
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--md-code-font-family)", maxWidth: "90vw" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--simulator-background)",
    backgroundColor: "var(--simulator-curve)",
  },
  ".cm-completionDetail": { marginLeft: "1em", fontStyle: "normal" },
  ".cm-completionInfo": { padding: ".3rem .5rem", fontFamily: "var(--md-text-font-family)" },
  ".cm-diagnosticAction": {
    padding: ".1rem .4rem",
    fontWeight: "700",
    color: "var(--simulator-curve)",
    backgroundColor: "transparent",
    border: "1px solid currentcolor",
  },
  ".cm-diagnostic": { padding: ".3rem .5rem", fontFamily: "var(--md-text-font-family)", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeft: ".2rem solid var(--simulator-error)" },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--simulator-key)" },
  { tag: tags.string, color: "var(--simulator-string)" },
  { tag: tags.comment, color: "var(--simulator-muted)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.labelName, tags.typeName, tags.meta], color: "var(--simulator-keyword)" },
  { tag: [tags.separator, tags.punctuation, tags.bracket], color: "var(--simulator-muted)" },
]);

export const materialTheme = [theme, syntaxHighlighting(colours)];
