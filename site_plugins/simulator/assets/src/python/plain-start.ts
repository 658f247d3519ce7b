// Starts Python without a memory snapshot, with nothing but what Pyodide documents: loadPyodide(), packages, imports.
//
// Runs in the worker, and as it is under Node.js.
import type { PyodideAPI } from "pyodide";
import type { PyCallable } from "pyodide/ffi";

/** What has to be known for a plain start. */
export interface PlainStart {
  /** What names the registry whose schedulers the page offers. */
  readonly registry: string;
}

export const LIBRARY = "python_stdlib.zip";
export const PACKAGES = ["numpy.zip", "pyyaml.zip"] as const;

type Load = (options: { readonly stdLibURL?: string }) => Promise<PyodideAPI>;

/** The start in a worker, given the archives of packages and the standard library, which are on their way. */
export function startPlainly(start: PlainStart, archives: readonly Promise<ArrayBuffer>[], library: Promise<ArrayBuffer>) {
  for (const part of [...archives, library]) part.catch(() => undefined); // noted by `Assets`
  return async (load: Load): Promise<PyodideAPI> => {
    // Pyodide asks for its machine code, which is there already, and for its library.
    globalThis.fetch = async (asked) => new Response(String(asked).endsWith(LIBRARY) ? await library : null);
    const pyodide = await load({});
    unpack(pyodide, start, await Promise.all(archives));
    return pyodide;
  };
}

/** Unpacks packages and this project's modules into a Pyodide that has just been loaded, and imports them. */
export function unpack(pyodide: PyodideAPI, { registry }: PlainStart, archives: readonly ArrayBuffer[]): void {
  for (const archive of archives) pyodide.unpackArchive(archive, "wheel");
  const use = pyodide.pyimport("simulator_page.use") as PyCallable;
  use(registry);
  use.destroy();
}
