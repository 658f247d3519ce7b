// On every page of the site, and tiny: it looks for the simulator and only then loads the rest. With Material's instant
// navigation the page changes without a reload, which `document$` tells, any number of times.
import { part, sayFailed, scriptsIn } from "./load-error";

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
  import("../page")
    .then(({ mount }) => {
      if (current === shown) shown.unmount = mount(root);
    })
    .catch((error: unknown) => {
      console.warn(error);
      sayFailed(root, () => scriptsIn(new URL(".", import.meta.url).href));
    });
  return shown;
}

// A link to the simulator, named in this script's own address: whoever rests on it or gets to it by keyboard is likely to
// follow it. Brushing over it is not enough.
const pages = decodeURIComponent(new URL(import.meta.url).hash.slice(1)).split(",").map((page) => new URL(`../../${page}`, import.meta.url));
const REST = 80; // milliseconds
let resting = 0;
let isLinked = false;

function watchForIntent(event: Event): void {
  window.clearTimeout(resting);
  const figure = isTouch(event) ? null : figureAt(event.target);
  if (figure !== null) resting = window.setTimeout(() => expectTouch(figure), REST);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const page = pages.find((page) => page.pathname === link?.pathname && page.host === link.host);
  if (page === undefined || current !== null || isLinked) return;
  resting = window.setTimeout(() => {
    isLinked = true;
    import("./intent").then(({ expectVisit }) => expectVisit(page.href)).catch((error: unknown) => console.warn(error));
  }, REST);
}

for (const type of ["pointerover", "focusin"]) document.addEventListener(type, watchForIntent);

// A figure that a reader is about to take hold of: it loads what brings it to life. A finger that rests on one may be about to
// scroll, so there only a tap counts.
document.addEventListener("click", ({ target }) => {
  const figure = figureAt(target);
  if (figure !== null) enliven(figure, target as Element);
});

function figureAt(target: EventTarget | null): HTMLElement | null {
  const hold = target instanceof Element ? target.closest("[data-figure] :is(figure, [data-field], .live__fields, .live__bar)") : null;
  return hold?.closest<HTMLElement>("[data-figure]") ?? null;
}

function isTouch(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}

/** Whether the visitor saves data is asked by a script that is loaded now, so that the one on every page imports nothing. */
function expectTouch(figure: HTMLElement): void {
  import("./intent").then(({ savesData }) => savesData() || enliven(figure, null)).catch((error: unknown) => console.warn(error));
}

function enliven(figure: HTMLElement, wanted: Element | null): void {
  import("../figures/enliven").then((live) => live.enliven(figure, wanted)).catch((error: unknown) => {
    console.warn(error);
    figure.querySelector("[data-part=play]")?.replaceChildren("Not loaded: reload the page");
  });
}

if (typeof document$ !== "undefined") document$.subscribe(refresh);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", refresh);
else refresh();
