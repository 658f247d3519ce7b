// Material puts the button that copies a block of code into a landmark without a name, one for each block. A page with many
// nameless landmarks is no easier to find one's way in, so they are landmarks no more.
document$.subscribe(() => {
  for (const buttons of document.querySelectorAll("nav.md-code__nav")) buttons.setAttribute("role", "none");
});
