// When the page's own code does not arrive, whatever did has to say so. What was typed before, the tab keeps.

/** Says it in the page, with a button that fetches the scripts anew and then loads the page anew. */
export function sayFailed(root: HTMLElement, scripts: () => readonly string[]): void {
  part(root, "status")?.replaceChildren(said(root, "failed"));
  const retry = part(root, "retry");
  retry?.addEventListener("click", () => void refetch(scripts()).then(() => location.reload()));
  retry?.removeAttribute("hidden");
}

/** Says that the page was opened from a folder, where browsers run no module and start no worker: trying again is no help. */
export function sayUnserved(root: HTMLElement): void {
  part(root, "status")?.replaceChildren(said(root, "unserved"));
}

/** The scripts of a folder that the page has asked for, with or without success. */
export function scriptsIn(folder: string): string[] {
  const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  return asked.filter(({ href, pathname }) => href.startsWith(folder) && pathname.endsWith(".js")).map(({ href }) => href);
}

/** The browser may keep a damaged file for as long as it was told to keep the sound one. */
export async function refetch(files: readonly string[]): Promise<void> {
  await Promise.allSettled(files.map(async (url) => (await fetch(url, { cache: "reload" })).arrayBuffer()));
}

/** One that the page has from the beginning, if it is there yet. */
export function part(root: HTMLElement, name: string): Element | null {
  return root.querySelector(`[data-part="${name}"]`);
}

/** The sentence that the page has for this, in its language. */
function said(root: HTMLElement, what: "failed" | "unserved"): string {
  return part(root, "status")?.getAttribute(`data-${what}`) ?? "";
}
