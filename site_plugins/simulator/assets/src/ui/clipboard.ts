// Copies a text, or shows it for copying by hand where the browser does not allow the page to copy.
import { create } from "./dom";
import type { Notice } from "./notice";

/** `what` names the thing that is copied, such as "link". `more` is a sentence about it. */
export async function copy(text: string, what: string, more: string, notice: Notice): Promise<void> {
  const name = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  try {
    await navigator.clipboard.writeText(text);
    notice.show(`${name} copied. ${more}`);
  } catch {
    notice.show(`The browser does not let the page copy. Copy the ${what} from here:`, fieldWith(text, name));
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
