// Stands in the page itself, so it runs before the first paint, whatever becomes of all files.
import { startsAsFirstVisit } from "../session/first-visit";
import { keepRoomFor } from "../editor/room";
import { part, refetch, sayFailed, sayUnserved, scriptsIn } from "./load-error";
import { keyOf } from "../session/several";
import { readKept } from "../session/persistence";

const BOOT = "script[src*='/simulator/boot-']";
const STYLE = "link[href*='/simulator/simulator-']";

const root = document.currentScript?.closest<HTMLElement>("[data-simulator]");
if (root) {
  // What the page shows of the example must not be seen when something else is about to take its place.
  if (!startsAsFirstVisit(root)) root.classList.add("simulator--own");
  keepRoomFor(root, (readKept(keyOf(root))?.text ?? root.dataset.example ?? "").split("\n").length);
  if (location.protocol === "file:") {
    part(root, "fallback")?.replaceChildren(root.dataset.example ?? "");
    document.addEventListener("DOMContentLoaded", () => sayUnserved(root)); // what says it comes further down in the page
  } else {
    watchBoot(root);
    mendStyle();
  }
}

/** Nothing but this script can say that the one which starts all others did not arrive. */
function watchBoot(root: HTMLElement): void {
  const boot = document.querySelector<HTMLScriptElement>(BOOT);
  if (boot === null) {
    const watch = ({ target }: Event): void => {
      if (target instanceof HTMLScriptElement && target.matches(BOOT)) fail(root, target);
    };
    window.addEventListener("error", watch, { capture: true });
  } else if (document.documentElement.dataset.simulatorCode === undefined && arrived(boot.src)) {
    fail(root, boot); // on the page before, from which instant navigation led here
  }
}

function fail(root: HTMLElement, boot: HTMLScriptElement): void {
  part(root, "fallback")?.replaceChildren(readKept(keyOf(root))?.text ?? root.dataset.example ?? "");
  sayFailed(root, () => [boot.src, ...scriptsIn(new URL(".", boot.src).href)]); // it may have come, and what it imports not
}

/** Whether there was an answer, of whatever kind. */
function arrived(url: string): boolean {
  const [address] = url.split("#");
  return performance.getEntriesByType("resource").some(({ name }) => name.split("#")[0] === address);
}

/** Without its style sheet the page works, but nobody would know it again. */
function mendStyle(): void {
  const link = document.querySelector<HTMLLinkElement>(STYLE);
  if (link !== null && !link.sheet?.cssRules.length) void refetch([link.href]).then(() => link.replaceWith(link.cloneNode()));
}
