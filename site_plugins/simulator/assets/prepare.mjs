// Prepares Python archives with the browser's own runtime: node prepare.mjs <Pyodide's directory> <compiling.py> <jobs.json>
//
// Each job is the address of an archive, of the file to be written, and the arguments of `prepare` in compiling.py.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [core, compiling, jobs] = process.argv.slice(2);
if (jobs === undefined) {
  console.error("Usage: node prepare.mjs <Pyodide's directory> <compiling.py> <jobs.json>");
  process.exit(2);
}

try {
  const { loadPyodide } = await import(pathToFileURL(join(core, "pyodide.mjs")).href);
  const pyodide = await loadPyodide({
    indexURL: core,
    // The same bytes on every machine; and line numbers without columns, which would be a quarter of the bytecode.
    env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" },
    stdout: () => undefined,
  });
  pyodide.FS.writeFile("compiling.py", await readFile(compiling));
  const prepare = pyodide.pyimport("compiling").prepare;
  for (const { from, to, ...options } of JSON.parse(await readFile(jobs, "utf8"))) {
    const named = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, pyodide.toPy(value)]));
    await writeFile(to, prepare.callKwargs(pyodide.toPy(new Uint8Array(await readFile(from))), named).toJs());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error); // with its stack, it would show a megabyte of minified code
  process.exit(1);
}
