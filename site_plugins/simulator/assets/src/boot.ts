// On every page of the site, and tiny: it looks for the simulator and only then loads the rest. With Material's instant
// navigation the page changes without a reload, which `document$` tells, any number of times.
import { part, sayFailed } from "./own-code";

declare const document$: { subscribe(listener: () => void): void } | undefined;

document.documentElement.dataset.simulatorCode = "started"; // for the script in the page, which would say that it failed
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
    .catch((error: unknown) => {
      console.warn(error);
      sayFailed(root, ownScripts);
    });
  return shown;
}

/** Those of the simulator's scripts that the page has asked for, with or without success. */
function ownScripts(): string[] {
  const base = new URL(".", import.meta.url).href;
  const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  return asked.filter(({ href, pathname }) => href.startsWith(base) && pathname.endsWith(".js")).map(({ href }) => href);
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
