// Copies a text, or shows it for copying by hand where the browser does not allow the page to copy.
import { create } from "./dom";
import type { Notice } from "./notice";
import { t } from "./words";

/** Copies a link or a program. `more` is a sentence about it. */
export async function copy(text: string, what: "link" | "program", more: string, notice: Notice): Promise<void> {
  const name = what === "link" ? t`Link` : t`Program`;
  try {
    await navigator.clipboard.writeText(text);
    notice.show(`${t`${name} copied.`} ${more}`);
  } catch {
    const from = what === "link" ? t`Copy the link from here:` : t`Copy the program from here:`;
    notice.show(`${t`The browser does not let the page copy.`} ${from}`, fieldWith(text, name));
  }
}

function fieldWith(text: string, name: string): HTMLTextAreaElement {
  const field = create("textarea", "simulator__link");
  field.readOnly = true;
  field.rows = Math.min(text.split("\n").length, 6);
  field.value = text;
  field.ariaLabel = name;
  field.addEventListener("focus", () => field.select());
  return field;
}
