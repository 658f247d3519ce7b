// Starts the browser's Python under Node.js: as it is served, with the same parts in the same order as src/python/python.ts, or from its
// library, as it is for a memory snapshot.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { zstdDecompressSync } from "node:zlib";
import { isSecond, secondOf } from "../src/python/machine-code.ts";
import { linkNumpy, startingWith, restoring } from "../src/python/memory-snapshot.ts";
import { PACKAGES, unpack } from "../src/python/plain-start.ts";

// No docstrings, line numbers without columns, which would be a quarter of the bytecode, the same order in every set, and nothing of
// this machine.
const ENVIRONMENT = { PYTHONOPTIMIZE: "2", PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1", LANG: "C.UTF-8" };

/** The files of machine code in a runtime's directory. Where they are split, these are the first parts. */
export const MACHINE_CODE = ["pyodide.asm.wasm", "numpy.wasm"];

/**
 * Pyodide as the runtime's directory has it, with this project's modules if their directory is given.
 *
 * If `whole` is false, the second parts are left out where there are any.
 */
export async function startServed(directory, project, whole = true) {
  const library = join(directory, "memory.bin");
  if (!existsSync(library)) return startPlainly(directory, project);
  const last = project === undefined ? library : join(project, "project.bin");
  const archives = [...new Set([library, secondOf(library), last])].filter((file) => (whole || !isSecond(file)) && existsSync(file));
  const memory = JSON.parse(await readFile(last.replace(/\.bin$/, ".json"), "utf8"));
  const parts = Promise.all(archives.map(unpacked));
  const nothing = join(directory, "pyodide-lock.json"); // is read, and then nobody asks for it
  return start(directory, restoring(nothing), { memory, parts }, whole);
}

/** What is in a packed file. */
export async function unpacked(file) {
  return Uint8Array.from(zstdDecompressSync(await readFile(file))).buffer;
}

/** The report and the arrays of the curve, if there is one, asked for and copied in the same way as in src/python/python.ts. */
export function simulated(simulate, text) {
  const answer = simulate(text);
  const [report, ...arrays] = answer.toJs({ depth: 1 });
  answer.destroy();
  const copy = (array, type) => {
    const view = array.getBuffer(type);
    const copied = view.data.slice();
    view.release();
    array.destroy();
    return copied;
  };
  return [report, ...["f64", "u8", "i32"].map((type, index) => arrays[index] && copy(arrays[index], type))];
}

/** Pyodide that imports a library, which is the archive of that name. */
export async function startLibrary(directory, library) {
  return start(directory, { ...startingWith(library), env: { ...ENVIRONMENT } }, null);
}

/** Pyodide as it starts without a snapshot, with this project's modules. */
async function startPlainly(directory, project) {
  const { loadPyodide } = await import(pathToFileURL(join(directory, "pyodide.mjs")).href);
  const pyodide = await loadPyodide({ indexURL: directory, stdout: () => undefined });
  const files = [...PACKAGES.map((name) => join(directory, name)), join(project, "project.zip")];
  const archives = await Promise.all(files.map(async (file) => Uint8Array.from(await readFile(file)).buffer));
  unpack(pyodide, JSON.parse(await readFile(join(project, "project.json"), "utf8")), archives);
  return { pyodide, shared: [] };
}

async function start(directory, options, snapshot, whole = true) {
  const [{ loadPyodide }] = await Promise.all([
    import(pathToFileURL(join(directory, "pyodide.mjs")).href),
    import(pathToFileURL(join(directory, "pyodide.asm.js")).href),
  ]);
  const compiled = async (file) => WebAssembly.compile(await readFile(join(directory, file)));
  const names = MACHINE_CODE.map(secondOf);
  const seconds = whole && existsSync(join(directory, names[0])) ? Promise.all(names.map(compiled)) : null;
  const shared = [];
  const linked = linkNumpy({ numpy: compiled("numpy.wasm"), seconds, shared }, snapshot);
  const lockFileContents = await readFile(join(directory, "pyodide-lock.json"), "utf8");
  const pyodide = await loadPyodide({ indexURL: directory, lockFileContents, stdout: () => undefined, ...options });
  return { pyodide, shared, ...(await linked) };
}
