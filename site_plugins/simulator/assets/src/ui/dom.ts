// Small helpers for the page's elements. Text is always inserted as text, never as markup.

/** The element of the skeleton that carries `data-part="<name>"`. */
export function part<T extends HTMLElement = HTMLElement>(root: ParentNode, name: string): T {
  const found = root.querySelector<T>(`[data-part="${name}"]`);
  if (found === null) throw new Error(`The simulator's skeleton has no part "${name}".`);
  return found;
}

/** Sets an element's text. It does nothing when the text is the same, so that a live region stays quiet. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function create<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}
