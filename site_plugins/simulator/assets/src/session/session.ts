// The session: it has the one worker that runs Python, for the simulator and for every figure.
import type { Runtime } from "../python/protocol";
import { WorkerClient } from "../python/worker-client";

let client: WorkerClient | null = null;

export const base = new URL(".", import.meta.url).href;

export function clientOfSession(runtime: Runtime): WorkerClient {
  return (client ??= new WorkerClient(base, runtime));
}
