// Figures of the docs come to life when somebody is about to take hold of one; boot.ts loads this script then. What the
// visit has in common, the fields and the worker, is read from the page with the simulator, to which every figure links.
import { base, clientOfSession } from "../session/session";
import type { Runtime } from "../python/protocol";
import type { Engine } from "../model/state";
import type { Vocabulary } from "../document/vocabulary";
import type { WorkerClient } from "../python/worker-client";
import { FigureLink } from "./figure-link";
import { LiveFigure } from "./live-figure";
import { Stage } from "./stage";
import { speakAs } from "../ui/words";

interface Session {
  readonly vocabulary: Vocabulary;
  readonly client: WorkerClient;
}

let session: Promise<Session> | null = null;
const known = new WeakMap<HTMLElement, Promise<LiveFigure | null>>();
/** The live figures of the current page. */
let alive: LiveFigure[] = [];
let engine: Engine = { kind: "idle" };

/** Makes a figure live, once. `wanted` is the element that was pressed. Its button leads to the controls. */
export async function enliven(root: HTMLElement, wanted: Element | null): Promise<void> {
  const begun = known.get(root) ?? begin(root);
  known.set(root, begun);
  const figure = await begun;
  if (wanted?.closest("[data-part=play]")) figure?.play();
}

async function begin(root: HTMLElement): Promise<LiveFigure | null> {
  const stage = new Stage(root);
  const link = new FigureLink(root);
  const { loading = "", broken = "" } = root.querySelector<HTMLElement>("[data-loading]")?.dataset ?? {};
  stage.say(loading);
  try {
    const [{ vocabulary, client }, snapshot] = await Promise.all([sessionOf(link.page), link.read()]);
    const figure = new LiveFigure(root, vocabulary, client, stage, link, snapshot);
    alive = [...alive.filter(({ isShown }) => isShown), figure];
    figure.engine(engine);
    client.start();
    return figure;
  } catch (error) {
    console.warn(error);
    known.delete(root); // the next time it is tried again
    stage.say(broken);
    return null;
  }
}

function sessionOf(page: string): Promise<Session> {
  session ??= read(page);
  session.catch(() => (session = null));
  return session;
}

async function read(page: string): Promise<Session> {
  const response = await fetch(page);
  const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector<HTMLElement>("[data-simulator]");
  const { runtime, vocabulary } = found?.dataset ?? {};
  speakAs(found?.dataset ?? {});
  if (runtime === undefined || vocabulary === undefined) throw new Error(`${page} has no simulator; code from ${base}`);
  const client = clientOfSession(JSON.parse(runtime) as Runtime);
  client.listen({
    engine(now) {
      engine = now;
      for (const figure of alive) if (figure.isShown) figure.engine(now);
    },
  });
  return { vocabulary: JSON.parse(vocabulary) as Vocabulary, client };
}
