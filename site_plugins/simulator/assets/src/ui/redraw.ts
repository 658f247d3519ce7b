// Replaces what is drawn by what is to be drawn now. Most of it is the same, so only what differs is written: the browser
// has to lay out and paint the rest no more.

/** Gives an element the content `wanted`, whose nodes belong to the element afterwards. */
export function redraw(element: Element, wanted: readonly Node[]): void {
  const shown = [...element.childNodes];
  for (const [place, node] of wanted.entries()) {
    const now = shown[place];
    if (now === undefined) element.append(node);
    else if (now instanceof Element && node instanceof Element && isAlike(now, node)) rewrite(now, node);
    else if (now instanceof Text && node instanceof Text) writeText(now, node.data);
    else now.replaceWith(node);
  }
  for (const node of shown.slice(wanted.length)) node.remove();
}

/** Whether two elements differ in values alone. A policy may forbid a script to write styles. */
function isAlike(now: Element, node: Element): boolean {
  return now.nodeName === node.nodeName && now.getAttribute("style") === node.getAttribute("style");
}

function rewrite(now: Element, node: Element): void {
  for (const name of now.getAttributeNames()) if (!node.hasAttribute(name)) now.removeAttribute(name);
  for (const { name, value } of node.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  redraw(now, [...node.childNodes]);
}

function writeText(now: Text, text: string): void {
  if (now.data !== text) now.data = text;
}
