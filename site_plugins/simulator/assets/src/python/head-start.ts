// A worker may start before the simulator's page is there. The page then gets the worker's newest message.
import type { FromWorker, Runtime, ToWorker } from "./protocol";

/** The program in worker.ts; build.mjs puts it here. */
declare const WORKER_SCRIPT: string;
/** Starts from text and not from a file, so that the page's policy and integrity apply to the worker. */
const script = URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: "text/javascript" }));

export interface Started {
  readonly worker: Worker;
  /** The worker's newest message, which nobody has received yet. */
  readonly said: FromWorker | null;
}

let taken = false;
let waiting: { readonly runtime: string; readonly worker: Worker; said: FromWorker | null } | null = null;

export function startWorker(base: string, runtime: Runtime, refetch: boolean): Worker {
  const worker = new Worker(script, { type: "module" });
  worker.postMessage({ type: "start", base, runtime, refetch } satisfies ToWorker);
  return worker;
}

/** Starts a worker for a later page: at most one, and none after a page has started its own. */
export function startAhead(base: string, runtime: Runtime): void {
  if (waiting !== null || taken) return;
  const started = { runtime: JSON.stringify(runtime), worker: startWorker(base, runtime, false), said: null as FromWorker | null };
  waiting = started;
  const giveUp = (): void => {
    started.worker.terminate();
    waiting = null; // the page starts its own, and reports what fails
  };
  started.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    started.said = data;
    if (data.type === "failed") giveUp();
  };
  started.worker.onerror = (event) => {
    event.preventDefault();
    giveUp();
  };
}

/** Gives the early worker to the caller, or else a new one. */
export function takeWorker(base: string, runtime: Runtime): Started {
  const ahead = waiting;
  waiting = null;
  taken = true;
  if (ahead?.runtime === JSON.stringify(runtime)) {
    ahead.worker.onmessage = ahead.worker.onerror = null;
    return ahead;
  }
  ahead?.worker.terminate();
  return { worker: startWorker(base, runtime, false), said: null };
}
