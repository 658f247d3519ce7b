// A small script on every page of the site. It loads the rest only where there is a simulator. With Material's instant
// navigation the page changes without a reload. `document$` reports each change.
import { part, sayFailed, scriptsIn } from "./load-error";

declare const document$: { subscribe(listener: () => void): void } | undefined;

document.documentElement.dataset.simulatorCode = "started"; // for the script in the page, which would say that it failed
/** The simulators of the current page, each with the function that stops it. */
const shown = new Map<HTMLElement, () => void>();

function refresh(): void {
  const roots = new Set(document.querySelectorAll<HTMLElement>("[data-simulator]"));
  for (const [root, unmount] of shown) {
    if (roots.has(root)) continue;
    shown.delete(root);
    unmount();
  }
  const added = [...roots].filter((root) => !shown.has(root));
  if (added.length > 0) show(added);
}

/** Starts the simulators in their order, because links open in the first one. */
function show(roots: readonly HTMLElement[]): void {
  for (const root of roots) {
    shown.set(root, () => undefined);
    part(root, "fallback")?.append(root.dataset.example ?? "");
  }
  import("../page")
    .then(({ mount }) => {
      for (const root of roots) if (shown.has(root)) shown.set(root, mount(root));
    })
    .catch((error: unknown) => {
      console.warn(error);
      for (const root of roots) sayFailed(root, () => scriptsIn(new URL(".", import.meta.url).href));
    });
}

// This script's own address names the simulator's page. A user who rests on a link to it, or focuses it, will probably
// follow it. Moving the pointer across is not enough.
const pages = decodeURIComponent(new URL(import.meta.url).hash.slice(1)).split(",").map((page) => new URL(`../../${page}`, import.meta.url));
const REST = 80; // milliseconds
let resting = 0;
let isLinked = false;

function watchForIntent(event: Event): void {
  window.clearTimeout(resting);
  const figure = isTouch(event) ? null : (chosenBy(event.target) ?? figureAt(event.target));
  if (figure !== null) resting = window.setTimeout(() => expectTouch(figure), REST);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const page = pages.find((page) => page.pathname === link?.pathname && page.host === link.host);
  if (page === undefined || shown.size > 0 || isLinked) return;
  resting = window.setTimeout(() => {
    isLinked = true;
    import("./intent").then(({ expectVisit }) => expectVisit(page.href)).catch((error: unknown) => console.warn(error));
  }, REST);
}

for (const type of ["pointerover", "focusin"]) document.addEventListener(type, watchForIntent);

// A figure that the user is about to change loads its code. A finger that rests on one may be about to
// scroll, so only a tap counts there.
document.addEventListener("click", ({ target }) => {
  const figure = figureAt(target);
  if (figure !== null) enliven(figure, target as Element);
});

function figureAt(target: EventTarget | null): HTMLElement | null {
  const hold = target instanceof Element ? target.closest("[data-figure] :is(figure, [data-field], .live__fields, .live__bar)") : null;
  return hold?.closest<HTMLElement>("[data-figure]") ?? null;
}

/** Of figures that share a place, the one that a reader chooses to see. */
function chosenBy(target: EventTarget | null): HTMLElement | null {
  const panel = target instanceof Element ? target.closest(".curve-tabs > label")?.nextElementSibling : null;
  return panel instanceof HTMLElement && panel.matches("[data-figure]") ? panel : null;
}

function isTouch(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}

/** Loads the script that asks about saving data, so that this script, which is on every page, imports nothing. */
function expectTouch(figure: HTMLElement): void {
  import("./intent").then(({ savesData }) => savesData() || enliven(figure, null)).catch((error: unknown) => console.warn(error));
}

function enliven(figure: HTMLElement, wanted: Element | null): void {
  import("../figures/enliven").then((live) => live.enliven(figure, wanted)).catch((error: unknown) => {
    console.warn(error);
    const play = figure.querySelector<HTMLElement>("[data-part=play]");
    play?.replaceChildren(play.dataset.unloaded ?? "");
  });
}

if (typeof document$ !== "undefined") document$.subscribe(refresh);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", refresh);
else refresh();
