// A worker may start before the simulator's page is there to use it. Whatever it has said by then, the page is told.
import type { FromWorker, Runtime, ToWorker } from "./protocol";

/** The program in worker.ts; build.mjs puts it here. */
declare const WORKER_SCRIPT: string;
/** From text and not from a file: so the page's policy binds the worker, and what the page is compared with covers it. */
const script = URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: "text/javascript" }));

export interface Started {
  readonly worker: Worker;
  /** Its newest message, which nobody has heard yet. */
  readonly said: FromWorker | null;
}

let taken = false;
let waiting: { readonly runtime: string; readonly worker: Worker; said: FromWorker | null } | null = null;

export function startWorker(base: string, runtime: Runtime, refetch: boolean): Worker {
  const worker = new Worker(script, { type: "module" });
  worker.postMessage({ type: "start", base, runtime, refetch } satisfies ToWorker);
  return worker;
}

/** Starts a worker for a page that may follow; at most one, and none where a page has had its own. */
export function startAhead(base: string, runtime: Runtime): void {
  if (waiting !== null || taken) return;
  const started = { runtime: JSON.stringify(runtime), worker: startWorker(base, runtime, false), said: null as FromWorker | null };
  waiting = started;
  const giveUp = (): void => {
    started.worker.terminate();
    waiting = null; // the page starts one of its own, and says what fails
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

/** The worker that is ahead, which from now on is the caller's, or else a new one. */
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
