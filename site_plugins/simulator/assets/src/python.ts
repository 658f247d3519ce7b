// Takes over Python in the worker and calls its functions, those of the module `simulator_page`.
import type { PyodideAPI, loadPyodide as LoadPyodide } from "pyodide";
import type { PyBuffer, PyCallable, PyProxy } from "pyodide/ffi";
import type { Assets } from "./assets";
import { inOneLine } from "./errors";
import type { Curve, FigureAnswer, FigureRequest, Picture, Report, Runtime } from "./messages";
import { TAKES_OVER, linkNumpy } from "./saved-memory";

export interface Simulator {
  readonly python: string;
  readonly numpy: string;
  simulate(text: string): { report: Report; curve: Curve | null };
  /** The picture as SVG. */
  draw(picture: Picture): string;
  figure(request: FigureRequest): FigureAnswer;
}

/** Loads everything from the site itself. Rejects with words for people, naming the file if one failed. */
export async function startPython(base: string, runtime: Runtime, assets: Assets): Promise<Simulator> {
  return Promise.race([assets.failure, load(base, runtime, assets)]);
}

async function load(base: string, { runtime, project, memory, lock }: Runtime, assets: Assets): Promise<Simulator> {
  const machineCode = `${runtime}pyodide.asm.wasm`;
  const differences = Promise.all([assets.unpack(`${runtime}memory.bin`), assets.unpack(project)]);
  const [interpreter, numpy] = [assets.compile(machineCode), assets.compile(`${runtime}numpy.wasm`)];
  for (const part of [differences, interpreter, numpy]) part.catch(() => undefined); // noted by `assets`
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await interpreter;
    // Pyodide would only log what is wrong, and then wait for ever.
    const instance = await WebAssembly.instantiate(module, imports).catch((error: unknown) => assets.refuse(machineCode, error));
    return { module, instance: instance! };
  };
  // Pyodide asks for its machine code, which is there already, and for a library, which nobody reads.
  const nothing = new URL(machineCode, base).href;
  globalThis.fetch = async () => new Response();
  const [{ loadPyodide }] = await Promise.all([
    assets.import<{ loadPyodide: typeof LoadPyodide }>(`${runtime}pyodide.mjs`),
    assets.import(`${runtime}pyodide.asm.js`),
  ]);
  const linked = linkNumpy(numpy, { memory, differences });
  linked.catch(() => undefined); // loadPyodide() fails then, too
  const pyodide = await loadPyodide({
    ...TAKES_OVER,
    indexURL: new URL(runtime, base).href,
    stdLibURL: nothing,
    lockFileContents: lock,
    stderr: (line) => console.warn(line),
  }).catch((error: unknown) => {
    throw new Error(`Python could not be started: ${inOneLine(error)}`);
  });
  return connect(pyodide);
}

function connect(pyodide: PyodideAPI): Simulator {
  const simulateText = pyodide.pyimport("simulator_page.simulate_text") as PyCallable;
  const figure = pyodide.pyimport("simulator_page.figure") as PyCallable;
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
    figure: (request) => JSON.parse(figure(JSON.stringify(request)) as string) as FigureAnswer,
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
