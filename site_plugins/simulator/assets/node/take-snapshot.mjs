// Takes a memory snapshot of the browser's Python: node take-snapshot.mjs [options] <runtime> <inside> <sources> <output>
//
// Without --registry=<name>, the sources are those of the library: they are compiled into library.zip in the runtime's directory,
// Python is started with that, and its memory after the imports becomes memory.bin in the output directory. With it, the sources
// are those of a project: they are compiled and imported into that very memory, and what they change becomes project.bin. Beside
// either, a JSON file tells what has to be known of the memory. With --data, memory.bin begins with the data of the machine code,
// and is packed quickly, because it is packed again when both are split.
import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fail } from "./error-text.mjs";
import { packed } from "./packing.mjs";
import { startLibrary, startServed } from "./served.mjs";
import { apply, takeData } from "../src/python/delta.ts";
import { takeSnapshot } from "../src/python/memory-snapshot.ts";

const options = { registry: { type: "string" }, data: { type: "boolean" } };
const { positionals, values } = parseArgs({ options, allowPositionals: true });
const [runtime, inside, sources, output] = positionals;
const { registry } = values;

// No chance, time or place gets into the snapshot.
process.env.TZ = "UTC";
crypto.randomFillSync = (array) => array.fill(0);
Date.now = () => 0;
performance.now = () => 0;

const own = registry !== undefined;
const compiledLibrary = join(runtime, "library.zip");
const [libraryRoot, projectRoot] = ["/lib/python313.zip", "/lib/project.zip"];
let doing = "Python's memory snapshot could not be taken";
try {
  const compiled = await compile(own ? compiledLibrary : sources, own ? projectRoot : libraryRoot);
  if (!own) await writeFile(compiledLibrary, compiled);
  const { pyodide, module, initial, deltas } = await start(compiledLibrary);
  const before = new Uint32Array(initial?.buffer ?? module.HEAPU8.length / Uint32Array.BYTES_PER_ELEMENT);
  const data = values.data ? takeData(before) : new Uint8Array();
  for (const delta of deltas) apply(before, delta);
  pyodide.FS.writeFile("snapshot.py", await readFile(join(inside, "snapshot.py")));
  if (own) {
    doing = "The registry can't be used in the browser, which has NumPy, PyYAML and most of the standard library";
    pyodide.FS.writeFile(projectRoot, compiled);
    call(pyodide, "snapshot.import_project", registry, projectRoot);
  } else {
    call(pyodide, "snapshot.import_library");
  }
  call(pyodide, "snapshot.settle");
  const { memory, delta } = takeSnapshot(module, before);
  const name = own ? "project" : "memory";
  await writeFile(join(output, `${name}.bin`), packed(Buffer.concat([data, delta]), values.data));
  await writeFile(join(output, `${name}.json`), JSON.stringify(memory));
} catch (error) {
  fail(doing, error);
}

/** A Python that imports a library. For a project it is the one that is served, because its machine code may have no data. */
async function start(library) {
  if (!own) return startLibrary(runtime, library);
  const started = await startServed(runtime);
  started.pyodide.FS.mkdirTree("/lib");
  started.pyodide.FS.writeFile(libraryRoot, await readFile(library));
  const sys = started.pyodide.pyimport("sys");
  const { path } = sys;
  path.append(libraryRoot);
  // Otherwise it is chance whether they are gone when the snapshot is taken: JavaScript collects them at any time.
  path.destroy();
  sys.destroy();
  return started;
}

/** The sources, compiled by a Python that has a library, for the place that they will be imported from. */
async function compile(library, root) {
  const { pyodide } = await start(library);
  pyodide.FS.writeFile("compiling.py", await readFile(join(inside, "compiling.py")));
  pyodide.FS.writeFile("sources.zip", await readFile(sources));
  return pyodide.pyimport("compiling").compiled.callKwargs("sources.zip", root, { own }).toJs();
}

/** Calls a function of Python's, and leaves nothing of it. */
function call(pyodide, name, ...values) {
  const called = pyodide.pyimport(name);
  called(...values);
  called.destroy();
}
