// Prepares an archive of Python modules for the browser: node prepare.mjs <runtime directory> <compiling.py> <job.json>
//
// The runtime is the published one, or else one that is served; both make the same bytecode. The job has `from`, the
// addresses of archives, `to`, that of the file to be written, and what the function `prepare` in compiling.py is told.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fail } from "./error-text.mjs";
import { ENVIRONMENT, startLibrary } from "./served.mjs";

const [runtime, compiling, written] = process.argv.slice(2);
if (written === undefined) {
  console.error("Usage: node prepare.mjs <runtime directory> <compiling.py> <job.json>");
  process.exit(2);
}

try {
  const pyodide = existsSync(join(runtime, "library.bin")) ? (await startLibrary(runtime)).pyodide : await startPublished();
  pyodide.FS.writeFile("compiling.py", await readFile(compiling));
  const job = await readFile(written, "utf8");
  const { from, to } = JSON.parse(job);
  const archives = pyodide.toPy(await Promise.all(from.map(async (address) => new Uint8Array(await readFile(address)))));
  await writeFile(to, pyodide.pyimport("compiling").prepare(archives, job).toJs());
} catch (error) {
  fail("Python's modules could not be compiled for the browser", error);
}

async function startPublished() {
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
  return loadPyodide({ indexURL: runtime, env: { ...ENVIRONMENT }, stdout: () => undefined });
}
