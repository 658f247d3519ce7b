// Runs when the user is about to follow a link to the simulator, or to use a figure. For the link, it starts Python with what
// the page says about it.
import { startAhead } from "../python/head-start";
import type { Runtime } from "../python/protocol";
import { savesData } from "../ui/data-saver";

export { savesData };

export async function expectVisit(page: string): Promise<void> {
  if (savesData()) return;
  const response = await fetch(page); // the browser's cache then has the page for the link
  const root = new DOMParser().parseFromString(await response.text(), "text/html").querySelector<HTMLElement>("[data-simulator]");
  if (root?.dataset.runtime === undefined) return;
  startAhead(new URL(".", import.meta.url).href, JSON.parse(root.dataset.runtime) as Runtime);
}
