// What an error of the browser's Python says, for whoever builds the site.

/** Of a traceback, what follows its last place. With its stack, it would show a megabyte of minified code. */
export function lastWords(error) {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split("\n");
  const said = lines.slice(lines.findLastIndex((line) => line.startsWith(" ")) + 1).join(" ");
  return said.replace(/^schedulers\.registry_option\.RegistryError: /, "");
}
