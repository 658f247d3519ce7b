// Takes and restores a snapshot of Python's memory, in which everything is imported already.
//
// The build takes the snapshot (take-snapshot.mjs), and each visit restores it. A snapshot can't hold machine code, so NumPy's is
// linked both times, at the same moment: before Python runs. Then the next free addresses of memory and of the table of functions
// follow from the machine code alone. A snapshot consists of deltas: from the memory right after linking to the memory after the
// imports, and from there to the memory with this project's modules. Trimmed machine code comes without its data, which are one more
// delta, from an empty memory.
//
// This module runs in the worker and, unchanged, under Node.js. It holds everything that relies on undocumented parts of Pyodide and
// Emscripten. The build compares their files with the hashes of the one version that has these parts.
import type { PyodideAPI } from "pyodide";
import { apply, deltaOf, deltasIn } from "./delta.ts";
import { type MachineCode, joinNext, joined } from "./machine-code.ts";

/** What a snapshot says of the memory besides its content. */
export interface SnapshotMemory {
  readonly bytes: number;
  /** The number of places that Python holds in the table of JavaScript objects after Pyodide's own. All of them are empty. */
  readonly emptyReferences: number;
  /** The JavaScript strings that Pyodide keeps for ever, in their order. */
  readonly keptStrings: readonly string[];
}

export interface Snapshot {
  readonly memory: SnapshotMemory;
  /** The contents of the archives, in the order of their deltas. */
  readonly parts: Promise<readonly ArrayBuffer[]>;
}

/** The part of an Emscripten module that is used here. */
export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly LDSO: { readonly loadedLibsByName: Record<string, LinkedLibrary> };
  readonly API: {
    readonly config: { readonly jsglobals: unknown };
    readonly public_api: unknown;
    getExpectedKeys: () => unknown[];
    restoreSnapshot: () => { hiwireKeys: unknown[]; immortalKeys: readonly string[] };
  };
  __hiwire_get(index: number): unknown;
  __hiwire_immortal_get(index: number): unknown;
  addRunDependency(name: string): void;
  removeRunDependency(name: string): void;
  loadWebAssemblyModule(code: WebAssembly.Module, flags: object, name: string, scope: object): Promise<Exports>;
}

type Exports = Record<string, (...values: number[]) => unknown>;

interface LinkedLibrary {
  readonly name: string;
  readonly exports: Exports;
  readonly refcount: number;
  readonly global: boolean;
}

interface Settings {
  preRun: ((module: EmscriptenModule) => void)[];
  INITIAL_MEMORY?: number;
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
}

/** A module to which NumPy's machine code has just been linked. */
export interface Linked {
  readonly module: EmscriptenModule;
  /** A copy of its memory; null if everything in it is in the deltas, so that they begin with an empty one. */
  readonly initial: Uint8Array<ArrayBuffer> | null;
  /** The deltas from there to the snapshot's memory, to be applied in this order. */
  readonly deltas: readonly Uint32Array[];
}

const scope = globalThis as unknown as { _createPyodideModule(settings: Settings): Promise<EmscriptenModule> };

/** The file in which Python, when it imports NumPy, looks for the machine code. It is linked already. */
export const NUMPY = "/lib/numpy.so";

/** The number of bytes in a page of WebAssembly's memory. */
const PAGE = 65536;

type Options = Record<string, unknown>;
type Load = (options: Options) => Promise<PyodideAPI>;

/** The options with which `loadPyodide` restores a snapshot. It asks the address `nothing` for a library. */
export const restoring = (nothing: string): Options => ({ _loadSnapshot: new Uint8Array(), stdLibURL: nothing });

/** The options with which `loadPyodide` starts with the library in a file, and has nothing of this machine in its memory. */
export function startingWith(library: string): Options {
  const fsInit = async (files: { writeFile(name: string, content: string): void }): Promise<void> => files.writeFile(NUMPY, "");
  return { stdLibURL: library, fsInit, _sysExecutable: "python" };
}

/**
 * Prepares the start from a snapshot in a worker.
 *
 * The deltas and NumPy's machine code are on their way. Pyodide asks the address `nothing` for a library. It must be a whole
 * address, because the worker starts from text and has no address of its own.
 */
export function startFromSnapshot(
  memory: SnapshotMemory,
  parts: readonly Promise<ArrayBuffer>[],
  code: MachineCode,
  nothing: string,
) {
  const all = Promise.all(parts);
  for (const part of [all, code.numpy, code.seconds]) part?.catch(() => undefined); // noted by `Assets`
  return (load: Load): Promise<PyodideAPI> => {
    // Pyodide asks for its machine code, which is there already, and for a library, which nobody reads.
    globalThis.fetch = async () => new Response();
    const linked = linkNumpy(code, { memory, parts: all });
    linked.catch(() => undefined); // loadPyodide() fails then, too
    return load(restoring(nothing));
  };
}

/**
 * Makes the next `loadPyodide` link NumPy and, if there is a snapshot, restore it instead of starting Python.
 *
 * Pyodide's script must have been loaded before.
 */
export function linkNumpy(code: MachineCode, snapshot: Snapshot | null): Promise<Linked> {
  const create = scope._createPyodideModule;
  return new Promise((resolve, reject) => {
    scope._createPyodideModule = async (settings) => {
      scope._createPyodideModule = create;
      const linked = new Promise<Linked>((done, fail) => {
        const instantiate = settings.instantiateWasm;
        let interpreter: WebAssembly.Instance;
        settings.instantiateWasm = (imports, receive) =>
          instantiate(imports, (first, module) => {
            const received = (seconds: readonly WebAssembly.Module[] | null): void =>
              receive((interpreter = joined(first, imports, seconds?.[0], code.shared)), module);
            Promise.resolve(code.seconds).then(received).catch(fail);
          });
        const link = (module: EmscriptenModule): void => {
          module.addRunDependency(NUMPY);
          linkTo(module, code, interpreter, snapshot).then((found) => {
            done(found);
            module.removeRunDependency(NUMPY);
          }, fail);
        };
        // The other functions would fill a file system, of which a snapshot needs nothing.
        settings.preRun = snapshot === null ? [...settings.preRun, link] : [link];
      });
      linked.then(resolve, reject);
      if (snapshot !== null) settings.INITIAL_MEMORY = snapshot.memory.bytes;
      const created = create(settings);
      const [{ initial, deltas }, module] = await Promise.all([linked, created]);
      if (snapshot !== null) {
        module.API.getExpectedKeys = () => ownReferences(module);
        module.API.restoreSnapshot = () => restore(module, initial, snapshot.memory, deltas);
      }
      return module;
    };
  });
}

/** The objects that Pyodide itself puts into the table of JavaScript objects, as far as the page's Python uses them. */
function ownReferences({ API }: EmscriptenModule): unknown[] {
  return [null, API.config.jsglobals, API.public_api];
}

async function linkTo(
  module: EmscriptenModule,
  { numpy, seconds, shared }: MachineCode,
  interpreter: WebAssembly.Instance,
  snapshot: Snapshot | null,
): Promise<Linked> {
  const [code, second] = await Promise.all([numpy, seconds?.then(([, ofNumpy]) => ofNumpy)]);
  joinNext(second, shared); // Emscripten alone knows what NumPy imports, and instantiates it at once
  const exports = await module.loadWebAssemblyModule(code, { loadAsync: true, global: false, nodelete: true }, NUMPY, {});
  module.LDSO.loadedLibsByName[NUMPY] = { name: NUMPY, exports, refcount: Infinity, global: false };
  // The start would write these addresses later. Written now, they are in no delta.
  for (const part of [interpreter.exports as Exports, exports]) part["__wasm_apply_data_relocs"]!();
  const found = ((await snapshot?.parts) ?? []).map(deltasIn);
  const data = found.flatMap((deltas) => deltas.slice(0, -1));
  // The start runs machine code, which needs its data.
  for (const each of data) apply(new Uint32Array(module.HEAPU8.buffer), each);
  const initial = data.length > 0 ? null : module.HEAPU8.slice();
  return { module, initial, deltas: [...data, ...found.flatMap((deltas) => deltas.slice(-1))] };
}

function restore(
  module: EmscriptenModule,
  initial: Uint8Array<ArrayBuffer> | null,
  { emptyReferences, keptStrings }: SnapshotMemory,
  deltas: readonly Uint32Array[],
): { hiwireKeys: unknown[]; immortalKeys: readonly string[] } {
  // All of it, because what has run since then has left its traces.
  if (initial === null) module.HEAPU8.fill(0);
  else module.HEAPU8.set(initial);
  const words = new Uint32Array(module.HEAPU8.buffer);
  for (const delta of deltas) apply(words, delta);
  // Python keeps the address of a function that each start adds to the table.
  module.LDSO.loadedLibsByName["__main__"]!.exports["_PyEM_InitTrampoline_js"]!();
  return { hiwireKeys: new Array(emptyReferences).fill(null), immortalKeys: keptStrings };
}

/** Takes a snapshot of the memory as it is now, as the delta from the memory `before`. */
export function takeSnapshot(module: EmscriptenModule, before: Uint32Array): { memory: SnapshotMemory; delta: Uint8Array } {
  clearUnused(module);
  // The machine code asks for at least as much as there was before.
  const bytes = Math.max(before.byteLength, Math.ceil((natives(module)["sbrk"]!(0) as number) / PAGE) * PAGE);
  const memory = { bytes, ...references(module) };
  return { memory, delta: deltaOf(before, new Uint32Array(module.HEAPU8.slice(0, bytes).buffer)) };
}

function natives({ LDSO }: EmscriptenModule): Exports {
  return LDSO.loadedLibsByName["__main__"]!.exports;
}

/** Fills free memory with zeros. Otherwise the snapshot would hold what it meant before. */
function clearUnused(module: EmscriptenModule): void {
  const { malloc, free, sbrk } = natives(module) as Record<"malloc" | "free" | "sbrk", (value: number) => number>;
  const end = sbrk(0);
  const sizes = [];
  for (let size = 1 << 16; size > 512; size >>= 1) sizes.push(size);
  for (let size = 512; size >= 8; size -= 8) sizes.push(size);
  const taken: number[] = [];
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

/** Reads what Pyodide's JavaScript has to remember. Throws an error if there is an object among it. */
function references(module: EmscriptenModule): Omit<SnapshotMemory, "bytes"> {
  const found = entries(module.__hiwire_get);
  const own = ownReferences(module);
  if (own.some((object, index) => found[index] !== object) || found.slice(own.length).some((object) => object !== null)) {
    throw new Error("Python holds a JavaScript object, which can't be in a snapshot.");
  }
  const [kept, nothing] = [entries(module.__hiwire_immortal_get), 6];
  if ((kept[nothing] as { noValueMarker?: number } | undefined)?.noValueMarker !== 1) {
    throw new Error("Pyodide's own objects are others than those of the expected version.");
  }
  return { emptyReferences: found.length - own.length, keptStrings: kept.slice(nothing + 1) as string[] };
}

function entries(get: (index: number) => unknown): unknown[] {
  const found = [];
  try {
    for (let index = 0; ; index++) found.push(get(index));
  } catch {
    return found; // an index that is none
  }
}
