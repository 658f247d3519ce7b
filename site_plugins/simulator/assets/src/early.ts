// Stands in the page itself and runs before the first paint. What the page shows of the example must not be seen when something
// else is about to take its place.
import { startsAsFirstVisit } from "./first-visit";

const root = document.currentScript?.closest<HTMLElement>("[data-simulator]");
if (root && !startsAsFirstVisit(root)) root.classList.add("simulator--own");
