// This script stands in the page itself. So it runs before the first paint, even if no file loads.
import { startsWithExample } from "../session/example";
import { keepRoomFor } from "../editor/room";
import { fromFragment, isShared } from "../session/link";
import { part, refetch, sayFailed, sayUnserved, scriptsIn } from "./load-error";
import { keyOf } from "../session/several";
import { readKept } from "../session/persistence";
import { styleSheet } from "../session/site";

const BOOT = "script[src*='/simulator/boot-']";

const root = document.currentScript?.closest<HTMLElement>("[data-simulator]");
if (root) {
  // The example must not be visible when something else is about to replace it.
  if (!startsWithExample(root)) root.classList.add("simulator--own");
  keepRoomFor(root, linesOf(textOf(root)));
  if (isShared(location.hash) && keyOf(root) === "") void keepRoomForLink(root);
  if (location.protocol === "file:") {
    part(root, "fallback")?.replaceChildren(root.dataset.example ?? "");
    document.addEventListener("DOMContentLoaded", () => sayUnserved(root)); // the element for it stands further down
  } else {
    watchBoot(root);
    mendStyle();
  }
}

/** Hides the simulator for the moment that it takes to unpack the link, so that nothing moves when its text is opened. */
async function keepRoomForLink(root: HTMLElement): Promise<void> {
  root.classList.add("simulator--opening");
  const text = await fromFragment(location.hash).then(({ text }) => text, () => null); // the page reports what is wrong with it
  if (text !== null) keepRoomFor(root, linesOf(text));
  root.classList.remove("simulator--opening");
}

/** The text that the editor will show, unless a link holds another. */
function textOf(root: HTMLElement): string {
  return readKept(keyOf(root))?.text ?? root.dataset.example ?? "";
}

function linesOf(text: string): number {
  return text.split("\n").length;
}

/** Watches for the script that starts all others. No other script can report that it did not load. */
function watchBoot(root: HTMLElement): void {
  const boot = document.querySelector<HTMLScriptElement>(BOOT);
  if (boot === null) {
    const watch = ({ target }: Event): void => {
      if (target instanceof HTMLScriptElement && target.matches(BOOT)) fail(root, target);
    };
    window.addEventListener("error", watch, { capture: true });
  } else if (document.documentElement.dataset.simulatorCode === undefined && arrived(boot.src)) {
    fail(root, boot); // it failed on the previous page, before instant navigation led here
  }
}

function fail(root: HTMLElement, boot: HTMLScriptElement): void {
  part(root, "fallback")?.replaceChildren(textOf(root));
  sayFailed(root, () => [boot.src, ...scriptsIn(new URL(".", boot.src).href)]); // it may have come, and what it imports not
}

/** Whether there was an answer of any kind. */
function arrived(url: string): boolean {
  const [address] = url.split("#");
  return performance.getEntriesByType("resource").some(({ name }) => name.split("#")[0] === address);
}

/** Watches for the style sheet. Without it the page works, but is unrecognisable. */
function mendStyle(): void {
  const link = styleSheet();
  if (link !== null && !link.sheet?.cssRules.length) void refetch([link.href]).then(() => link.replaceWith(link.cloneNode()));
}
