// What the theme leaves short, and CSS can't mend. With instant navigation the page changes without a reload, which
// `document$` tells where the theme has it.

/** Who has no pointer scrolls what is wider than the page by its own keys, once it can have the focus. */
const scrolled = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

function mend() {
  // The theme puts the button that copies a block of code into a landmark without a name, one for each block. A page with
  // many nameless landmarks is no easier to find one's way in, so they are landmarks no more.
  for (const buttons of document.querySelectorAll("nav.md-code__nav")) buttons.setAttribute("role", "none");

  // The search is a dialog: it is called what its field is called, in the site's language. Zensical has neither in its pages.
  const search = document.querySelector(".md-search[role=dialog]");
  const field = search?.querySelector("input[name=query]");
  if (field) search.setAttribute("aria-label", field.placeholder);

  scrolled.disconnect();
  for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .formula > div, .formula li")) scrolled.observe(wide);
}

if (typeof document$ === "undefined") mend();
else document$.subscribe(mend);
