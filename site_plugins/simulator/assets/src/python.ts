// Starts Python in the worker and calls its functions, those of the module `simulator_page`.
import type { PyodideAPI, loadPyodide } from "pyodide";
import type { PyBuffer, PyCallable, PyProxy } from "pyodide/ffi";
import type { Assets } from "./assets";
import { inOneLine } from "./errors";
import type { Curve, Picture, Report, Runtime } from "./messages";

export interface Simulator {
  readonly python: string;
  readonly numpy: string;
  simulate(text: string): { report: Report; curve: Curve | null };
  /** The picture as SVG. */
  draw(picture: Picture): string;
}

/** Loads everything from the site itself. Rejects with words for people, naming the file if one failed. */
export async function startPython(base: string, runtime: Runtime, assets: Assets): Promise<Simulator> {
  return Promise.race([assets.failure, load(base, runtime, assets)]);
}

async function load(base: string, runtime: Runtime, assets: Assets): Promise<Simulator> {
  const [library, project] = [assets.unpack(runtime.library), assets.unpack(runtime.project)];
  for (const archive of [library, project]) archive.catch(() => undefined); // noted by `assets`
  const [libraryUrl, machineUrl] = [new URL(runtime.library.url, base).href, new URL(`${runtime.runtime}pyodide.asm.wasm`, base).href];
  compileAhead(machineUrl, assets);
  globalThis.fetch = async (input, init) => {
    if (String(input) === libraryUrl) return new Response(await library);
    return String(input) === machineUrl ? new Response() : assets.fetch(input, init); // nobody reads that one
  };
  // Imported early, so that it arrives beside the other files; loadPyodide() then finds it there.
  const interpreter = assets.import(`${runtime.runtime}pyodide.asm.js`);
  interpreter.catch(() => undefined);
  const loader = await assets.import<{ loadPyodide: typeof loadPyodide }>(`${runtime.runtime}pyodide.mjs`);

  const starting = loader.loadPyodide({
    indexURL: new URL(runtime.runtime, base).href,
    stdLibURL: libraryUrl,
    lockFileContents: runtime.lock,
    fsInit: async (files) => files.writeFile(runtime.project.root, await project),
    stderr: (line) => console.warn(line),
  });
  const pyodide = await starting.catch(async (error: unknown) => {
    await interpreter; // if that is what failed, its own words are better
    throw new Error(`Python could not be started: ${inOneLine(error)}`);
  });
  pyodide.pyimport("sys").path.append(runtime.project.root);
  (pyodide.pyimport("schedulers.registry_option.use") as PyCallable)(runtime.registry);
  return connect(pyodide);
}

function connect(pyodide: PyodideAPI): Simulator {
  const simulateText = pyodide.pyimport("simulator_page.simulate_text") as PyCallable;
  const draw = pyodide.pyimport("simulator_page.draw") as PyCallable;
  return {
    python: (pyodide.pyimport("sys").version as string).split(" ")[0]!,
    numpy: pyodide.pyimport("numpy.__version__") as string,
    simulate(text) {
      const answer = simulateText(text) as PyProxy & { toJs(options: { depth: number }): unknown[] };
      const [json, lr, phaseKind, phaseNumber] = answer.toJs({ depth: 1 }) as [string, ...(PyBuffer | undefined)[]];
      answer.destroy();
      const curve =
        lr && phaseKind && phaseNumber
          ? {
              lr: copy(lr, "f64") as Curve["lr"],
              phaseKind: copy(phaseKind, "u8") as Curve["phaseKind"],
              phaseNumber: copy(phaseNumber, "i32") as Curve["phaseNumber"],
            }
          : null;
      return { report: JSON.parse(json) as Report, curve };
    },
    draw: (picture) => draw(JSON.stringify(picture)) as string,
  };
}

/** The array's numbers, outside Python's memory so that they can be transferred. Ends the Python object's life. */
function copy(array: PyBuffer, type: "f64" | "u8" | "i32"): ArrayBufferView {
  const view = array.getBuffer(type);
  try {
    return view.data.slice();
  } finally {
    view.release();
    array.destroy();
  }
}

/**
 * Pyodide asks for its machine code only after its script has been fetched and run. Here it is compiled while it arrives, from
 * the start. A file that the browser refuses (damaged, wrong type) Pyodide only logs, and then waits for ever.
 */
function compileAhead(url: string, assets: Assets): void {
  const compiled = WebAssembly.compileStreaming(assets.fetch(url));
  compiled.catch((error: unknown) => assets.refuse("pyodide.asm.wasm", error));
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}
