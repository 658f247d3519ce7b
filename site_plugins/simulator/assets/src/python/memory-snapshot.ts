// Python's memory as it was when everything had been imported, in the place of a start that would import it again.
//
// Memory is saved while the site is built (take-snapshot.mjs) and taken over in every visit. Machine code can't be saved, so NumPy's is
// linked both times at the same moment: before Python runs, when the next free addresses of memory and of the table of functions
// follow from the machine code alone. What is saved are differences: of the memory after the imports from the memory right after
// linking, and of the memory with this project's modules from the one without.
//
// Runs in the worker, and as it is under Node.js. All that is used of Pyodide and Emscripten without being documented stands here;
// it is that of the version whose files the build compares with their hashes.
import type { PyodideAPI } from "pyodide";

/** What has to be known of saved memory besides its content. */
export interface SavedMemory {
  readonly bytes: number;
  /** Places that Python holds in the table of JavaScript objects after Pyodide's own; all of them are empty. */
  readonly emptyReferences: number;
  /** JavaScript strings that Pyodide keeps for ever, in their order. */
  readonly keptStrings: readonly string[];
}

export interface Saved {
  readonly memory: SavedMemory;
  /** One after the other. */
  readonly differences: Promise<readonly ArrayBuffer[]>;
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
  instantiateWasm(imports: object, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
}

/** A module that NumPy's machine code has just been linked to. */
export interface Linked {
  readonly module: EmscriptenModule;
  /** A copy of its memory. */
  readonly initial: Uint8Array<ArrayBuffer>;
}

const scope = globalThis as unknown as { _createPyodideModule(settings: Settings): Promise<EmscriptenModule> };

/** Where Python, when it imports NumPy, looks for the machine code that is linked already. */
export const NUMPY = "/lib/numpy.so";

/** Words that are saved together if any of them differs. */
const BLOCK = 16;
/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65536;

type Options = Record<string, unknown>;
type Load = (options: Options) => Promise<PyodideAPI>;

/** What `loadPyodide` has to be told so that it takes over memory. `nothing` is an address that it asks for the library. */
export const takesOver = (nothing: string): Options => ({ _loadSnapshot: new Uint8Array(), stdLibURL: nothing });

/** What `loadPyodide` has to be told so that it starts with the library in a file, and nothing of this machine gets into memory. */
export function startsAnew(library: string): Options {
  const fsInit = async (files: { writeFile(name: string, content: string): void }): Promise<void> => files.writeFile(NUMPY, "");
  return { stdLibURL: library, fsInit, _sysExecutable: "python" };
}

/**
 * The start in a worker, given the parts of the memory and NumPy's machine code, which are on their way, and the address that
 * Pyodide is to ask for a library: a whole one, because the worker, which starts from text, has none of its own.
 */
export function takeOver(
  memory: SavedMemory,
  parts: readonly Promise<ArrayBuffer>[],
  numpy: Promise<WebAssembly.Module>,
  nothing: string,
) {
  const differences = Promise.all(parts);
  for (const part of [differences, numpy]) part.catch(() => undefined); // noted by `Assets`
  return (load: Load): Promise<PyodideAPI> => {
    // Pyodide asks for its machine code, which is there already, and for a library, which nobody reads.
    globalThis.fetch = async () => new Response();
    const linked = linkNumpy(numpy, { memory, differences });
    linked.catch(() => undefined); // loadPyodide() fails then, too
    return load(takesOver(nothing));
  };
}

/**
 * Has the next `loadPyodide`, whose script must be there, link NumPy, and with `saved` take over that memory instead of starting
 * Python.
 */
export function linkNumpy(numpy: Promise<WebAssembly.Module>, saved: Saved | null): Promise<Linked> {
  const create = scope._createPyodideModule;
  return new Promise((resolve, reject) => {
    scope._createPyodideModule = async (settings) => {
      scope._createPyodideModule = create;
      const linked = new Promise<Linked>((done, fail) => {
        const instantiate = settings.instantiateWasm;
        let interpreter: WebAssembly.Instance;
        settings.instantiateWasm = (imports, receive) =>
          instantiate(imports, (instance, module) => {
            interpreter = instance;
            receive(instance, module);
          });
        const link = (module: EmscriptenModule): void => {
          module.addRunDependency(NUMPY);
          numpy.then((code) => linkTo(module, code, interpreter)).then((initial) => {
            done({ module, initial });
            module.removeRunDependency(NUMPY);
          }, fail);
        };
        // The others would fill a file system that saved memory needs nothing of.
        settings.preRun = saved === null ? [...settings.preRun, link] : [link];
      });
      linked.then(resolve, reject);
      if (saved !== null) settings.INITIAL_MEMORY = saved.memory.bytes;
      const created = create(settings);
      const [{ initial }, differences] = await Promise.all([linked, saved?.differences ?? []]);
      const module = await created;
      if (saved !== null) {
        module.API.getExpectedKeys = () => ownReferences(module);
        module.API.restoreSnapshot = () => restore(module, initial, saved.memory, differences);
      }
      return module;
    };
  });
}

/** What Pyodide holds in the table of JavaScript objects by itself: of the objects that it could, what the page's Python uses. */
function ownReferences({ API }: EmscriptenModule): unknown[] {
  return [null, API.config.jsglobals, API.public_api];
}

async function linkTo(
  module: EmscriptenModule,
  code: WebAssembly.Module,
  interpreter: WebAssembly.Instance,
): Promise<Uint8Array<ArrayBuffer>> {
  const flags = { loadAsync: true, global: false, nodelete: true };
  const exports = await module.loadWebAssemblyModule(code, flags, NUMPY, {});
  module.LDSO.loadedLibsByName[NUMPY] = { name: NUMPY, exports, refcount: Infinity, global: false };
  // Addresses that are written when the start goes on; written now, they are no difference.
  for (const part of [interpreter.exports as Exports, exports]) part["__wasm_apply_data_relocs"]!();
  return module.HEAPU8.slice();
}

function restore(
  module: EmscriptenModule,
  initial: Uint8Array<ArrayBuffer>,
  { emptyReferences, keptStrings }: SavedMemory,
  differences: readonly ArrayBuffer[],
): { hiwireKeys: unknown[]; immortalKeys: readonly string[] } {
  module.HEAPU8.set(initial); // all of it, for what has run since then has left its traces
  const words = new Uint32Array(module.HEAPU8.buffer);
  for (const difference of differences) apply(words, new Uint32Array(difference));
  // Python keeps the address of a function that each start adds to the table.
  module.LDSO.loadedLibsByName["__main__"]!.exports["_PyEM_InitTrampoline_js"]!();
  return { hiwireKeys: new Array(emptyReferences).fill(null), immortalKeys: keptStrings };
}

/**
 * Turns the words of a memory into those of the other one that a difference was made from.
 *
 * A difference is the number of its runs, for each run its first block and how many there are, and then their words, each
 * of them what is not the same in both.
 */
export function apply(words: Uint32Array, difference: Uint32Array): void {
  const runs = difference[0]!;
  let from = 1 + 2 * runs;
  for (let run = 0; run < runs; run++) {
    const first = difference[1 + 2 * run]! * BLOCK;
    const end = first + difference[2 + 2 * run]! * BLOCK;
    for (let word = first; word < end; word++) words[word]! ^= difference[from++]!;
  }
}

/** The memory as it is now, and how it differs from `before`. */
export function takeSnapshot(module: EmscriptenModule, before: Uint32Array): { memory: SavedMemory; difference: Uint8Array } {
  clearUnused(module);
  // Not less than what the machine code asks for.
  const bytes = Math.max(before.byteLength, Math.ceil((natives(module)["sbrk"]!(0) as number) / PAGE) * PAGE);
  const memory = { bytes, ...references(module) };
  return { memory, difference: differenceOf(before, new Uint32Array(module.HEAPU8.slice(0, bytes).buffer)) };
}

function natives({ LDSO }: EmscriptenModule): Exports {
  return LDSO.loadedLibsByName["__main__"]!.exports;
}

/** Fills with zeros what Python has given back: it would be saved, and mean nothing. */
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

/** What Pyodide's JavaScript has to remember; there must be no object among it. */
function references(module: EmscriptenModule): Omit<SavedMemory, "bytes"> {
  const found = entries(module.__hiwire_get);
  const own = ownReferences(module);
  if (own.some((object, index) => found[index] !== object) || found.slice(own.length).some((object) => object !== null)) {
    throw new Error("Python holds a JavaScript object, which can't be saved.");
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

/** In the format that `apply` describes. */
function differenceOf(before: Uint32Array, after: Uint32Array): Uint8Array {
  const runs: [number, number][] = [];
  const words: number[] = [];
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
