// The page's side of the worker: one worker for the whole session, replaced when it fails or hangs. While it computes,
// only the newest text of the editor waits, and behind it the newest of each figure, a picture to be drawn and the pins' texts.
import type { Answer } from "../model/answer";
import { startWorker, takeWorker } from "./head-start";
import type { FigureAnswer, FigureRequest, FromWorker, Picture, Runtime, ToWorker } from "./protocol";
import { forgetKept } from "./offline";
import type { Engine, Outcome } from "../model/state";
import { t } from "../ui/words";

/** The events for a simulator, or another client of Python. Answers go only to the one that asked for them. */
export interface WorkerEvents {
  engine?(engine: Engine): void;
  answered?(answer: Answer): void;
  /** A computation failed. The same text is not tried again before it is edited. */
  interrupted?(text: string, reason: string): void;
  /** The outcome of a pin's text. If it failed, the listener must not ask for it again. */
  settled?(text: string, outcome: Outcome): void;
}

type Work =
  | { readonly kind: "edit" | "pin"; readonly text: string; readonly owner: WorkerEvents }
  | { readonly kind: "picture"; readonly picture: Picture; readonly done: (outcome: Drawn) => void }
  | { readonly kind: "figure"; readonly request: FigureRequest; readonly done: (answer: FigureAnswer) => void };

/** A picture as SVG, or the reason why there is none. */
export type Drawn = { readonly svg: string } | { readonly interrupted: string };

interface Job {
  readonly id: number;
  readonly work: Work;
  watchdog: number;
  /** The time at which the watchdog ends the job, by the clock of `performance`. */
  deadline: number;
}

/** Much longer than the largest allowed configuration takes on a slow device. */
const PATIENCE_SECONDS = 20;
/** The longest time that other work may delay the editor: many times as long as a million epochs take. */
const PATIENCE_OF_THE_EDITOR_SECONDS = 3;

export class WorkerClient {
  #worker: Worker | null = null;
  #engine: Engine = { kind: "idle" };
  #running: Job | null = null;
  /** What the next worker computes first, because the last one did not have all machine code. */
  #again: Work | null = null;
  readonly #waiting = new Map<WorkerEvents, string>();
  #waitingPicture: Extract<Work, { kind: "picture" }> | null = null;
  readonly #waitingPins = new Map<WorkerEvents, readonly string[]>();
  readonly #waitingFigures = new Map<object, Extract<Work, { kind: "figure" }>>();
  readonly #listeners = new Set<WorkerEvents>();
  #lastId = 0;

  constructor(
    private readonly base: string,
    private runtime: Runtime,
  ) {}

  /** Reports the engine's state now, and all later events. */
  listen(events: WorkerEvents): void {
    this.#listeners.add(events);
    events.engine?.(this.#engine);
  }

  start(): void {
    if (this.#engine.kind === "idle") this.#spawn(false);
  }

  /** Starts a new worker after a failure. It fetches everything again. */
  retry(): void {
    if (this.#engine.kind !== "failed") return;
    this.#setEngine({ kind: "loading", loaded: 0, total: 0 });
    void forgetKept(this.base, this.runtime)
      .catch(() => undefined) // a cache that can't be deleted can't be read either
      .then(() => this.#spawn(true));
  }

  /** Simulates the text as soon as possible, unless a newer one of the same owner comes first. */
  simulate(owner: WorkerEvents, text: string): void {
    this.#waiting.set(owner, text);
    if (this.#running !== null && this.#running.work.kind !== "edit") {
      this.#watch(this.#running, PATIENCE_OF_THE_EDITOR_SECONDS, t`while the editor waited`);
    }
    this.#next();
  }

  /** Simulates the pins' texts whenever nothing from the editor waits. They replace those of earlier calls. */
  simulatePins(owner: WorkerEvents, texts: readonly string[]): void {
    this.#waitingPins.set(owner, texts);
    this.#next();
  }

  /** Draws a picture as soon as nothing from the editor waits. It replaces a picture that still waits. */
  draw(picture: Picture, done: (outcome: Drawn) => void): void {
    this.#waitingPicture = { kind: "picture", picture, done };
    this.#next();
  }

  /** Computes a figure as soon as nothing from the editor waits. It replaces one of the same `owner` that still waits. */
  figure(owner: object, request: FigureRequest, done: (answer: FigureAnswer) => void): void {
    this.#waitingFigures.set(owner, { kind: "figure", request, done });
    this.#next();
  }

  #next(): void {
    if (this.#engine.kind !== "ready" || this.#running !== null) return;
    const work = this.#take();
    if (work === null) return;
    const job = { id: ++this.#lastId, work, watchdog: 0, deadline: Infinity };
    this.#running = job;
    this.#watch(job, PATIENCE_SECONDS);
    if (work.kind === "picture") this.#send({ type: "draw", id: job.id, picture: work.picture });
    else if (work.kind === "figure") this.#send({ type: "figure", id: job.id, request: work.request });
    else this.#send({ type: "simulate", id: job.id, text: work.text });
  }

  /** Takes the first job from those that wait. */
  #take(): Work | null {
    const again = this.#again;
    this.#again = null;
    if (again !== null && !(again.kind === "edit" && this.#waiting.has(again.owner))) return again;
    for (const [owner, text] of this.#waiting) {
      this.#waiting.delete(owner);
      return { kind: "edit", text, owner };
    }
    for (const [owner, figure] of this.#waitingFigures) {
      this.#waitingFigures.delete(owner);
      return figure;
    }
    const picture = this.#waitingPicture;
    this.#waitingPicture = null;
    if (picture !== null) return picture;
    for (const [owner, [text, ...others]] of this.#waitingPins) {
      if (others.length === 0) this.#waitingPins.delete(owner);
      else this.#waitingPins.set(owner, others);
      if (text !== undefined) return { kind: "pin", text, owner };
    }
    return null;
  }

  /** Replaces the worker when the job is not done by then. An earlier deadline stays. */
  #watch(job: Job, seconds: number, when = ""): void {
    const deadline = performance.now() + seconds * 1000;
    if (deadline >= job.deadline) return;
    job.deadline = deadline;
    window.clearTimeout(job.watchdog);
    job.watchdog = window.setTimeout(() => {
      this.#replace(when ? t`computing it took longer than ${seconds} seconds ${when}` : t`computing it took longer than ${seconds} seconds`);
    }, seconds * 1000);
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
      // If there is no message, the worker itself could not be started.
      if (worker === this.#worker) this.#broken(event.message || t`the worker that Python runs in was not allowed to start`);
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
        const job = this.#finish(message.id);
        if (job?.work.kind === "pin" || job?.work.kind === "edit") {
          const answer = { text: job.work.text, report: message.report, curve: message.curve };
          if (job.work.kind === "pin") job.work.owner.settled?.(answer.text, { answer });
          else job.work.owner.answered?.(answer);
        }
        this.#next();
        break;
      }
      case "drawn": {
        const job = this.#finish(message.id);
        if (job?.work.kind === "picture") job.work.done({ svg: message.svg });
        this.#next();
        break;
      }
      case "figure": {
        const job = this.#finish(message.id);
        if (job?.work.kind === "figure") job.work.done(message.answer);
        this.#next();
        break;
      }
      case "crashed":
        if (message.id === this.#running?.id) this.#replace(t`computing it failed (${message.reason})`);
        break;
      case "failed":
        this.#broken(message.reason);
        break;
      case "incomplete":
        this.#complete();
    }
  }

  /** Starts again with all machine code, from now on. */
  #complete(): void {
    this.runtime = { ...this.runtime, whole: true };
    this.#again = (this.#running && this.#finish(this.#running.id)?.work) ?? this.#again;
    this.#spawn(false);
  }

  #broken(reason: string): void {
    if (this.#engine.kind === "ready") {
      this.#replace(t`Python stopped (${reason})`);
      return;
    }
    this.#worker?.terminate();
    this.#worker = null;
    this.#setEngine({ kind: "failed", reason });
  }

  /** Replaces a worker that hangs or failed. The new one does not get the text at which it happened. */
  #replace(reason: string): void {
    const work = this.#running === null ? null : this.#finish(this.#running.id)?.work;
    this.#spawn(false);
    if (work?.kind === "picture") work.done({ interrupted: reason });
    else if (work?.kind === "figure") work.done({ problem: t`There is no curve: ${reason}.` });
    else if (work?.kind === "pin") work.owner.settled?.(work.text, { interrupted: reason });
    else if (work?.kind === "edit") work.owner.interrupted?.(work.text, reason);
  }

  /** Ends the running job, and returns it; null when the id is that of another job. */
  #finish(id: number): Job | null {
    if (this.#running?.id !== id) return null;
    const job = this.#running;
    window.clearTimeout(job.watchdog);
    this.#running = null;
    return job;
  }

  #setEngine(engine: Engine): void {
    this.#engine = engine;
    this.#tell((events) => events.engine?.(engine));
  }

  #tell(each: (events: WorkerEvents) => void): void {
    this.#listeners.forEach(each);
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }
}
