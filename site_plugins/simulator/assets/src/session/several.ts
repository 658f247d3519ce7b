// Several simulators, on a page or on pages that begin with examples of their own. Each has a text, a view and pins of its own,
// which the visit keeps apart by a key. All of them share one Python.
const REFERRING = ["id", "for", "aria-describedby", "aria-labelledby"];

/** Which simulator an element is: empty for a page's first one with the site's example. */
export function keyOf(root: HTMLElement): string {
  const own = root.dataset.own ?? "";
  const alike = [...document.querySelectorAll<HTMLElement>("[data-simulator]")].filter(({ dataset }) => (dataset.own ?? "") === own);
  const number = alike.indexOf(root);
  return `${own && `-${own}`}${number > 0 ? `-${number + 1}` : ""}`;
}

/** Gives the ids in an element the key at their ends, so that none is on a page twice. */
export function tellApart(root: HTMLElement, key: string): void {
  if (key === "") return;
  for (const name of REFERRING) {
    for (const element of root.querySelectorAll(`[${name}]`)) {
      const ids = (element.getAttribute(name) ?? "").split(" ");
      element.setAttribute(name, ids.map((id) => `${id}${key}`).join(" "));
    }
  }
}
