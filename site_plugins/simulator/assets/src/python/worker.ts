// The worker: holds Python, answers one configuration at a time.
import { Assets } from "./assets";
import { inOneLine } from "./errors";
import { type Shared, asked, isSecond } from "./machine-code";
import type { FromWorker, ToWorker } from "./protocol";
import { type Simulator, startPython } from "./python";

declare const self: DedicatedWorkerGlobalScope;

let simulator: Simulator | null = null;
let whole = false;
const shared: Shared[] = [];

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.type === "start") void start(message);
  else compute(message);
});

// Pyodide does not await some of its promises when a file is missing.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  if (simulator === null) send({ type: "failed", reason: inOneLine(event.reason) });
});

async function start({ base, runtime, refetch }: Extract<ToWorker, { type: "start" }>): Promise<void> {
  whole = runtime.whole;
  const files = Object.fromEntries(Object.entries(runtime.files).filter(([file]) => whole || !isSecond(file)));
  const assets = new Assets(base, files, refetch, (progress) => send({ type: "progress", ...progress }));
  try {
    simulator = await startPython(base, runtime, assets, shared);
    send({ type: "ready", python: simulator.python, numpy: simulator.numpy });
  } catch (error) {
    send({ type: "failed", reason: inOneLine(error) });
  }
}

function compute(message: Exclude<ToWorker, { type: "start" }>): void {
  const { id } = message;
  try {
    if (simulator === null) throw new Error("Python is not ready");
    if (message.type === "draw") {
      send({ type: "drawn", id, svg: simulator.draw(message.picture) });
      return;
    }
    if (message.type === "figure") {
      send({ type: "figure", id, answer: simulator.figure(message.request) });
      return;
    }
    const { report, curve } = simulator.simulate(message.text);
    const buffers = curve === null ? [] : [curve.lr.buffer, curve.phaseKind.buffer, curve.phaseNumber.buffer];
    send({ type: "result", id, report, curve }, buffers);
  } catch (error) {
    console.warn(error); // for developers; the page shows plain words
    const words = inOneLine(error);
    // The errors of Python, of NumPy, and of the browser when it copies the numbers.
    const reason = /MemoryError|allocation failed/.test(words) ? "there is not enough memory for it" : words;
    send({ type: "crashed", id, reason });
  }
}

function send(message: FromWorker, transfer: Transferable[] = []): void {
  // A function that is missing may have stopped anything, and Pyodide or Python may have made an error of their own of it.
  if (!whole && asked(shared)) self.postMessage({ type: "incomplete" } satisfies FromWorker);
  else self.postMessage(message, transfer);
}
