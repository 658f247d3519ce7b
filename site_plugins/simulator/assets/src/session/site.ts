// The site that a page belongs to. Other sites may share the origin, and with it what a tab stores.

/** The site's style sheet, which is in the head before any element of the simulator. */
export function styleSheet(): HTMLLinkElement | null {
  return document.querySelector<HTMLLinkElement>("link[href*='/simulator/simulator-']");
}

/** The path of the folder in which the site serves the simulator; empty on a page without its style sheet. */
export function folderOfSite(): string {
  const link = styleSheet();
  return link === null ? "" : new URL(".", link.href).pathname;
}
