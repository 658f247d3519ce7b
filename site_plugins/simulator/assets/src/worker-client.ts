// The page's side of the worker: one worker for the whole visit, replaced when it fails or gets stuck. While it computes,
// only the newest text waits.
import { startWorker, takeWorker } from "./head-start";
import type { Curve, FromWorker, Report, Runtime, ToWorker } from "./messages";
import type { Engine } from "./state";

export interface WorkerEvents {
  engine(engine: Engine): void;
  answered(text: string, report: Report, curve: Curve | null): void;
  /** A computation broke off. The same text is not tried again before it is edited. */
  interrupted(text: string, reason: string): void;
}

/** Far beyond what the largest allowed configuration takes on a slow device. */
const PATIENCE_SECONDS = 20;

export class WorkerClient {
  #worker: Worker | null = null;
  #engine: Engine = { kind: "idle" };
  #running: { id: number; text: string; watchdog: number } | null = null;
  #waiting: string | null = null;
  #lastId = 0;

  constructor(
    private readonly base: string,
    private readonly runtime: Runtime,
    private readonly events: WorkerEvents,
    private readonly patienceSeconds = PATIENCE_SECONDS,
  ) {}

  start(): void {
    if (this.#engine.kind === "idle") this.#spawn(false);
  }

  /** After a failure: a new worker, which fetches everything anew. */
  retry(): void {
    if (this.#engine.kind === "failed") this.#spawn(true);
  }

  /** Simulates the text as soon as possible, unless a newer one comes first. */
  simulate(text: string): void {
    this.#waiting = text;
    this.#next();
  }

  #next(): void {
    if (this.#engine.kind !== "ready" || this.#running !== null || this.#waiting === null) return;
    const [id, text] = [++this.#lastId, this.#waiting];
    const watchdog = window.setTimeout(() => {
      this.#replace(`computing it took longer than ${this.patienceSeconds} seconds`);
    }, this.patienceSeconds * 1000);
    this.#running = { id, text, watchdog };
    this.#waiting = null;
    this.#send({ type: "simulate", id, text });
  }

  #spawn(refetch: boolean): void {
    this.#worker?.terminate();
    this.#setEngine({ kind: "loading", loaded: 0, total: 0 });
    const { worker, said } = refetch
      ? { worker: startWorker(this.base, this.runtime, true), said: null }
      : takeWorker(this.base, this.runtime);
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#receive(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      // Without a message, the script itself could not be loaded.
      if (worker === this.#worker) this.#broken(event.message || `${this.runtime.worker} could not be loaded`);
    });
    this.#worker = worker;
    if (said !== null) this.#receive(said);
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "progress":
        if (this.#engine.kind === "loading") this.#setEngine({ kind: "loading", loaded: message.loaded, total: message.total });
        break;
      case "ready":
        this.#setEngine({ kind: "ready", python: message.python, numpy: message.numpy });
        this.#next();
        break;
      case "result": {
        const text = this.#finish(message.id);
        if (text !== null) this.events.answered(text, message.report, message.curve);
        this.#next();
        break;
      }
      case "crashed":
        if (message.id === this.#running?.id) this.#replace(`computing it failed (${message.reason})`);
        break;
      case "failed":
        this.#broken(message.reason);
    }
  }

  #broken(reason: string): void {
    if (this.#engine.kind === "ready") {
      this.#replace(`Python stopped (${reason})`);
      return;
    }
    this.#worker?.terminate();
    this.#worker = null;
    this.#setEngine({ kind: "failed", reason });
  }

  /** A new worker in the place of one that is stuck or broken; the text it choked on is not given to the new one. */
  #replace(reason: string): void {
    const text = this.#running === null ? null : this.#finish(this.#running.id);
    if (text !== null) this.events.interrupted(text, reason);
    this.#spawn(false);
  }

  /** The text of the running computation, which is over now; null when it is another one's id. */
  #finish(id: number): string | null {
    if (this.#running?.id !== id) return null;
    const { text, watchdog } = this.#running;
    window.clearTimeout(watchdog);
    this.#running = null;
    return text;
  }

  #setEngine(engine: Engine): void {
    this.#engine = engine;
    this.events.engine(engine);
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }
}
