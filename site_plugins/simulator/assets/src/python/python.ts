// Starts Python in the worker, and calls the functions of its module `simulator_page`.
import type { PyodideAPI, loadPyodide as LoadPyodide } from "pyodide";
import type { PyBuffer, PyCallable, PyProxy } from "pyodide/ffi";
import type { Assets } from "./assets";
import { inOneLine } from "./errors";
import type { Curve, FigureAnswer, FigureRequest, Picture, Report, Runtime } from "./protocol";
import { type Shared, secondOf } from "./machine-code";
import { startFromSnapshot } from "./memory-snapshot";
import { LIBRARY, PACKAGES, startPlainly } from "./plain-start";

export interface Simulator {
  readonly python: string;
  readonly numpy: string;
  simulate(text: string): { report: Report; curve: Curve | null };
  /** The picture as SVG. */
  draw(picture: Picture): string;
  figure(request: FigureRequest): FigureAnswer;
}

/**
 * Loads everything from the site itself. Rejects with a sentence for people, which names the file that failed.
 *
 * What the parts of the machine code share is added to `shared` as soon as there is something.
 */
export async function startPython(base: string, runtime: Runtime, assets: Assets, shared: Shared[]): Promise<Simulator> {
  return Promise.race([assets.failure, load(base, runtime, assets, shared)]);
}

async function load(base: string, runtime: Runtime, assets: Assets, shared: Shared[]): Promise<Simulator> {
  const { start, lock } = runtime;
  const at = (name: string): string => `${runtime.runtime}${name}`;
  const [machineCode, numpy] = [at("pyodide.asm.wasm"), at("numpy.wasm")];
  const interpreter = assets.compile(machineCode);
  interpreter.catch(() => undefined); // noted by `assets`
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await interpreter;
    // Pyodide would only log the error, and then wait for ever.
    const instance = await WebAssembly.instantiate(module, imports).catch((error: unknown) => assets.refuse(machineCode, error));
    return { module, instance: instance! };
  };
  const scripts = Promise.all([
    assets.import<{ loadPyodide: typeof LoadPyodide }>(at("pyodide.mjs")),
    assets.import(at("pyodide.asm.js")),
  ]);
  const indexURL = new URL(runtime.runtime, base).href;
  const split = secondOf(machineCode) in runtime.files;
  const whole = split && runtime.whole;
  const seconds = whole ? Promise.all([machineCode, numpy].map((first) => assets.compile(secondOf(first)))) : null;
  const memory = at("memory.bin");
  const archives = [memory, ...(whole ? [secondOf(memory)] : []), runtime.project];
  const options = { indexURL, lockFileContents: lock, stderr: (line: string) => console.warn(line) };
  const started =
    "registry" in start
      ? startPlainly(start, [...PACKAGES.map(at), runtime.project].map((name) => assets.read(name)), assets.read(at(LIBRARY)))
      : startFromSnapshot(start, archives.map((name) => assets.unpack(name)), { numpy: assets.compile(numpy), seconds, shared }, indexURL);
  const [{ loadPyodide }] = await scripts;
  const pyodide = await started((more) => loadPyodide({ ...options, ...more })).catch((error: unknown) => {
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

/** Copies the array's numbers out of Python's memory, so that they can be transferred. Destroys the Python object. */
function copy(array: PyBuffer, type: "f64" | "u8" | "i32"): ArrayBufferView {
  const view = array.getBuffer(type);
  try {
    return view.data.slice();
  } finally {
    view.release();
    array.destroy();
  }
}
