// Several simulators, on one page or on pages with examples of their own. Each has its own text, view and pins,
// which the session keeps apart by a key. All of them share one Python.
const REFERRING = ["id", "for", "aria-describedby", "aria-labelledby"];

/** The key of an element's simulator: empty for a page's first one with the site's example. */
export function keyOf(root: HTMLElement): string {
  const own = root.dataset.own ?? "";
  const alike = [...document.querySelectorAll<HTMLElement>("[data-simulator]")].filter(({ dataset }) => (dataset.own ?? "") === own);
  const number = alike.indexOf(root);
  return `${own && `-${own}`}${number > 0 ? `-${number + 1}` : ""}`;
}

/** Appends the key to the ids in an element, so that no id is on a page twice. */
export function tellApart(root: HTMLElement, key: string): void {
  if (key === "") return;
  for (const name of REFERRING) {
    for (const element of root.querySelectorAll(`[${name}]`)) {
      const ids = (element.getAttribute(name) ?? "").split(" ");
      element.setAttribute(name, ids.map((id) => `${id}${key}`).join(" "));
    }
  }
}
