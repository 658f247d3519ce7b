// Computes an answer with the very files that the browser gets: node bake.mjs <runtime> <wheel> <configuration> <output>
//
// Another NumPy could differ from the browser's in the last digit of a cosine. Writes the report and the curve as JSON, whose
// numbers read back as the very same.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, wheel, configuration, output] = process.argv.slice(2);
if (output === undefined) {
  console.error("Usage: node bake.mjs <runtime directory> <wheel> <configuration> <output>");
  process.exit(2);
}

try {
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
  const packages = Object.keys(JSON.parse(await readFile(join(runtime, "pyodide-lock.json"), "utf8")).packages);
  const pyodide = await loadPyodide({ indexURL: runtime, packages, stdout: () => undefined });
  pyodide.unpackArchive(new Uint8Array(await readFile(wheel)), "wheel");
  const simulate = pyodide.pyimport("simulator_page.simulate_text");
  const [report, ...arrays] = simulate(await readFile(configuration, "utf8")).toJs({ depth: 1 });
  if (arrays.includes(undefined)) throw new Error(`The configuration has no curve: ${report}`);
  const [lr, phaseKind, phaseNumber] = arrays.map((array) => Array.from(array.toJs()));
  if (!lr.every(Number.isFinite)) throw new Error("JSON can't express a rate that is not finite.");
  await writeFile(output, JSON.stringify({ report: JSON.parse(report), curve: { lr, phaseKind, phaseNumber } }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error); // with its stack, it would show a megabyte of minified code
  process.exit(1);
}
