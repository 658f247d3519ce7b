// On every page of the site, and tiny: it looks for the simulator and only then loads the rest. With Material's instant
// navigation the page changes without a reload, which `document$` tells, any number of times.

declare const document$: { subscribe(listener: () => void): void } | undefined;

let current: { readonly root: HTMLElement; unmount: () => void } | null = null;

function refresh(): void {
  const root = document.querySelector<HTMLElement>("[data-simulator]");
  if (root === (current?.root ?? null)) return;
  current?.unmount();
  current = root === null ? null : show(root);
}

function show(root: HTMLElement): { root: HTMLElement; unmount: () => void } {
  const shown = { root, unmount: () => undefined as void };
  part(root, "fallback")?.append(root.dataset.example ?? "");
  import("./page")
    .then(({ mount }) => {
      if (current === shown) shown.unmount = mount(root);
    })
    .catch((error: unknown) => fail(root, error));
  return shown;
}

/** The page's own code did not arrive, so nothing but this file can say so. What was typed before the tab keeps: reload. */
function fail(root: HTMLElement, error: unknown): void {
  console.warn(error);
  part(root, "status")?.replaceChildren("Failed: the simulator's own code could not be loaded.");
  const retry = part(root, "retry");
  retry?.addEventListener("click", () => void refetch(ownScripts()).then(() => location.reload()));
  retry?.removeAttribute("hidden");
}

/** The browser may keep a damaged script for as long as it was told to keep the sound one. */
async function refetch(scripts: readonly string[]): Promise<void> {
  await Promise.allSettled(scripts.map(async (url) => (await fetch(url, { cache: "reload" })).arrayBuffer()));
}

/** Those of the simulator's scripts that the page has asked for, with or without success. */
function ownScripts(): string[] {
  const base = new URL(".", import.meta.url).href;
  const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  return asked.filter(({ href, pathname }) => href.startsWith(base) && pathname.endsWith(".js")).map(({ href }) => href);
}

function part(root: HTMLElement, name: string): Element | null {
  return root.querySelector(`[data-part="${name}"]`);
}

// A link to the simulator, named in this script's own address: whoever rests on it or gets to it by keyboard is likely to
// follow it. Brushing over it is not enough.
const pages = decodeURIComponent(new URL(import.meta.url).hash.slice(1)).split(",").map((page) => new URL(`../../${page}`, import.meta.url));
const REST = 80; // milliseconds
let resting = 0;

function watchForIntent(event: Event): void {
  window.clearTimeout(resting);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const page = pages.find((page) => page.pathname === link?.pathname && page.host === link.host);
  if (page === undefined || current !== null) return;
  resting = window.setTimeout(() => {
    for (const type of ["pointerover", "focusin"]) document.removeEventListener(type, watchForIntent);
    import("./intent").then(({ expectVisit }) => expectVisit(page.href)).catch((error: unknown) => console.warn(error));
  }, REST);
}

for (const type of ["pointerover", "focusin"]) document.addEventListener(type, watchForIntent);

if (typeof document$ !== "undefined") document$.subscribe(refresh);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", refresh);
else refresh();
