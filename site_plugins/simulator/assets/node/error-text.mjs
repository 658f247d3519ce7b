// What an error says to whoever builds the site.

/** Ends the program. Everything that the error says comes first, for the log; the last line alone is shown. */
export function fail(doing, error) {
  console.error(error instanceof Error ? error.stack : error);
  console.error(`${doing}: ${lastWords(error)}`);
  process.exit(1);
}

/** Of a traceback, what follows its last place. */
function lastWords(error) {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split("\n");
  const said = lines.slice(lines.findLastIndex((line) => line.startsWith(" ")) + 1).join(" ");
  return said.replace(/^schedulers\.registries\.option\.RegistryError: /, "");
}
