// Reports that the page's own code did not load. The tab keeps the text that was typed before.

/** Reports it in the page, with a button that fetches the scripts again and then reloads the page. */
export function sayFailed(root: HTMLElement, scripts: () => readonly string[]): void {
  part(root, "status")?.replaceChildren(said(root, "failed"));
  const retry = part(root, "retry");
  retry?.addEventListener("click", () => void refetch(scripts()).then(() => location.reload()));
  retry?.removeAttribute("hidden");
}

/** Reports that the page was opened from a folder, where browsers run no modules and start no workers. A retry can't help. */
export function sayUnserved(root: HTMLElement): void {
  part(root, "status")?.replaceChildren(said(root, "unserved"));
}

/** The addresses of the scripts of a folder that the page has requested, with or without success. */
export function scriptsIn(folder: string): string[] {
  const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  return asked.filter(({ href, pathname }) => href.startsWith(folder) && pathname.endsWith(".js")).map(({ href }) => href);
}

/** Fetches the files again, because the browser may keep a damaged one in its cache. */
export async function refetch(files: readonly string[]): Promise<void> {
  await Promise.allSettled(files.map(async (url) => (await fetch(url, { cache: "reload" })).arrayBuffer()));
}

/** The simulator that the page has from the beginning, if it is there yet. */
export function part(root: HTMLElement, name: string): Element | null {
  return root.querySelector(`[data-part="${name}"]`);
}

/** The sentence that the page has for this, in its language. */
function said(root: HTMLElement, what: "failed" | "unserved"): string {
  return part(root, "status")?.getAttribute(`data-${what}`) ?? "";
}
