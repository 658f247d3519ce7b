// Somebody is about to follow a link to the simulator, or to take hold of a figure. For the link, start Python now, with what
// the page will say about it.
import { startAhead } from "../python/head-start";
import type { Runtime } from "../python/protocol";
import { savesData } from "../ui/data-saver";

export { savesData };

export async function expectVisit(page: string): Promise<void> {
  if (savesData()) return;
  const response = await fetch(page); // following the link then finds it in the browser's cache
  const root = new DOMParser().parseFromString(await response.text(), "text/html").querySelector<HTMLElement>("[data-simulator]");
  if (root?.dataset.runtime === undefined) return;
  startAhead(new URL(".", import.meta.url).href, JSON.parse(root.dataset.runtime) as Runtime);
}
