// Checks that HTML files are valid: node check.mjs <file> ...
import { readFile } from "node:fs/promises";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    // Matters of taste, not of validity.
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "presentation-role-style": "off",
    // An id may begin with any character; the theme's begin with underscores.
    "valid-id": ["error", { relaxed: true }],
    // A table that is laid out in blocks on a phone is one no more, for some browsers, without its roles.
    "no-redundant-role": "off",
    // A drawing names the page's colours and, for programs without CSS variables, its own.
    "no-inline-style": "off",
  },
});

// What is wrong in the theme's own templates: a rule, and the only elements that may break it.
const THEME = [
  ["input-attributes", /^#__\w+$/], // toggles are checkboxes that browsers must not remember
  ["valid-autocomplete", /^#__\w+$/],
  ["attribute-allowed-values", /^#__nav_\w+_label$/], // an empty tabindex
  ["wcag/h32", /header > nav > form$/], // the search has no button, because it searches as one types
  ["unique-landmark", /nav > ul > li:nth-child\(\d+\) > nav$/], // each section of the navigation is a nav of its own
];

let found = 0;
for (const file of process.argv.slice(2)) {
  const report = await validator.validateString(await readFile(file, "utf8"), file);
  for (const { ruleId, selector, line, column, message } of report.results.flatMap(({ messages }) => messages)) {
    if (THEME.some(([rule, elements]) => rule === ruleId && elements.test(selector ?? ""))) continue;
    console.log(`${file}:${line}:${column}: ${message} (${ruleId}, ${selector})`);
    found += 1;
  }
}
process.exit(found > 0 ? 1 : 0);
