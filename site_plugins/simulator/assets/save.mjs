// Saves the memory of the browser's Python: node save.mjs <runtime> <saving.py> <output> [<project> <registry>]
//
// Without a project, Python is started with the library of the runtime, and its memory after the imports becomes memory.bin in the
// output directory. With one, the archive of its modules is imported into that very memory, and what it changes becomes
// project.bin. Beside either, a JSON file tells what has to be known of the memory.
import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { constants, gunzipSync, zstdCompressSync } from "node:zlib";
import { fail } from "./said.mjs";
import { startLibrary, startServed } from "./served.mjs";
import { BLOCK, apply, ownReferences } from "./src/saved-memory.ts";

const [runtime, saving, output, project, registry] = process.argv.slice(2);
if (output === undefined || (project === undefined) !== (registry === undefined)) {
  console.error("Usage: node save.mjs <runtime directory> <saving.py> <output directory> [<archive> <registry>]");
  process.exit(2);
}

const PAGE = 65536; // bytes, of WebAssembly's memory

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
  for (const folder of ["/lib", "/saving"]) pyodide.FS.mkdirTree(folder);
  pyodide.FS.writeFile(library, gunzipSync(await readFile(join(runtime, "library.bin"))));
  pyodide.FS.writeFile("/saving/saving.py", await readFile(saving));
  const path = pyodide.pyimport("sys").path;
  for (const place of ["/saving", library]) if (!path.includes(place)) path.append(place);
  if (project === undefined) {
    call(pyodide, "saving.import_library");
  } else {
    doing = "The registry can't be used in the browser, which has NumPy, PyYAML and most of the standard library";
    pyodide.FS.writeFile(modules, gunzipSync(await readFile(project)));
    path.append(modules);
    call(pyodide, "saving.import_project", registry, modules);
  }
  path.destroy();
  call(pyodide, "saving.settle");
  clearUnused(module);

  // Not less than what the machine code asks for.
  const bytes = Math.max(initial.length, Math.ceil(natives(module).sbrk(0) / PAGE) * PAGE);
  const saved = { bytes, ...references(module) };
  const after = new Uint32Array(module.HEAPU8.slice(0, saved.bytes).buffer);
  const difference = differenceOf(before, after);
  const name = project === undefined ? "memory" : "project";
  await writeFile(join(output, `${name}.bin`), packed(difference));
  await writeFile(join(output, `${name}.json`), JSON.stringify(saved));
} catch (error) {
  fail(doing, error);
}

/** Calls a function of Python's, and leaves nothing of it. */
function call(pyodide, name, ...values) {
  const called = pyodide.pyimport(name);
  called(...values);
  called.destroy();
}

function natives({ LDSO }) {
  return LDSO.loadedLibsByName.__main__.exports;
}

/** Fills with zeros what Python has given back: it would be saved, and mean nothing. */
function clearUnused(module) {
  const { malloc, free, sbrk } = natives(module);
  const end = sbrk(0);
  const sizes = [];
  for (let size = 1 << 16; size > 512; size >>= 1) sizes.push(size);
  for (let size = 512; size >= 8; size -= 8) sizes.push(size);
  const taken = [];
  for (const size of sizes) {
    for (;;) {
      const address = malloc(size) >>> 0;
      if (address + size > end) {
        free(address);
        break;
      }
      module.HEAPU8.fill(0, address, address + size);
      taken.push(address);
    }
  }
  taken.forEach(free);
}

/** What Pyodide's JavaScript has to remember; there must be no object among it. */
function references(module) {
  const found = entries(module.__hiwire_get);
  const own = ownReferences(module);
  if (own.some((object, index) => found[index] !== object) || found.slice(own.length).some((object) => object !== null)) {
    throw new Error("Python holds a JavaScript object, which can't be saved.");
  }
  const [kept, nothing] = [entries(module.__hiwire_immortal_get), 6];
  if (kept[nothing]?.noValueMarker !== 1) throw new Error("Pyodide's own objects are others than those of the expected version.");
  return { emptyReferences: found.length - own.length, keptStrings: kept.slice(nothing + 1) };
}

/** As small as Zstandard can, which looks back over all of it. */
function packed(content) {
  const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 23 };
  return zstdCompressSync(content, { params, pledgedSrcSize: content.length });
}

function entries(get) {
  const found = [];
  try {
    for (let index = 0; ; index++) found.push(get(index));
  } catch {
    return found; // an index that is none
  }
}

/** In the format that src/saved-memory.ts describes. */
function differenceOf(before, after) {
  const [runs, words] = [[], []];
  for (let first = 0; first < after.length; first += BLOCK) {
    const block = after.subarray(first, first + BLOCK).map((word, index) => word ^ (before[first + index] ?? 0));
    if (block.every((word) => word === 0)) continue;
    const last = runs.at(-1);
    if (last !== undefined && (last[0] + last[1]) * BLOCK === first) last[1]++;
    else runs.push([first / BLOCK, 1]);
    words.push(...block);
  }
  return new Uint8Array(Uint32Array.from([runs.length, ...runs.flat(), ...words]).buffer);
}
