// Saves the memory of the browser's Python: node take-snapshot.mjs <runtime> <snapshot.py> <output> [<project> <registry>]
//
// Without a project, Python is started with the library of the runtime, and its memory after the imports becomes memory.bin in the
// output directory. With one, the archive of its modules is imported into that very memory, and what it changes becomes
// project.bin. Beside either, a JSON file tells what has to be known of the memory.
import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { constants, gunzipSync, zstdCompressSync } from "node:zlib";
import { fail } from "./error-text.mjs";
import { startLibrary, startServed } from "./served.mjs";
import { apply, takeSnapshot } from "../src/python/memory-snapshot.ts";

const [runtime, taking, output, project, registry] = process.argv.slice(2);
if (output === undefined || (project === undefined) !== (registry === undefined)) {
  console.error("Usage: node take-snapshot.mjs <runtime directory> <snapshot.py> <output directory> [<archive> <registry>]");
  process.exit(2);
}

// Nothing that is saved may depend on chance, time or place.
process.env.TZ = "UTC";
crypto.randomFillSync = (array) => array.fill(0);
Date.now = () => 0;
performance.now = () => 0;

let doing = "Python's memory could not be saved";
try {
  const started = await (project === undefined ? startLibrary(runtime) : startServed(runtime));
  const { pyodide, module, initial, differences } = started;
  const before = new Uint32Array(initial.buffer);
  for (const difference of differences) apply(before, new Uint32Array(difference));
  const [library, modules] = ["/lib/python313.zip", "/lib/project.zip"];
  for (const folder of ["/lib", "/snapshot"]) pyodide.FS.mkdirTree(folder);
  pyodide.FS.writeFile(library, gunzipSync(await readFile(join(runtime, "library.bin"))));
  pyodide.FS.writeFile("/snapshot/snapshot.py", await readFile(taking));
  const path = pyodide.pyimport("sys").path;
  for (const place of ["/snapshot", library]) if (!path.includes(place)) path.append(place);
  if (project === undefined) {
    call(pyodide, "snapshot.import_library");
  } else {
    doing = "The registry can't be used in the browser, which has NumPy, PyYAML and most of the standard library";
    pyodide.FS.writeFile(modules, gunzipSync(await readFile(project)));
    path.append(modules);
    call(pyodide, "snapshot.import_project", registry, modules);
  }
  path.destroy();
  call(pyodide, "snapshot.settle");
  const { memory, difference } = takeSnapshot(module, before);
  const name = project === undefined ? "memory" : "project";
  await writeFile(join(output, `${name}.bin`), packed(difference));
  await writeFile(join(output, `${name}.json`), JSON.stringify(memory));
} catch (error) {
  fail(doing, error);
}

/** Calls a function of Python's, and leaves nothing of it. */
function call(pyodide, name, ...values) {
  const called = pyodide.pyimport(name);
  called(...values);
  called.destroy();
}

/** As small as Zstandard can, which looks back over all of it. */
function packed(content) {
  const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 23 };
  return zstdCompressSync(content, { params, pledgedSrcSize: content.length });
}
