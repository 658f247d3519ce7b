// Connects the parts of the page: each part is given the state, and reports its events.
// State, worker and the editor's history live as long as the session. The parts live as long as the page element.
import type { EditorState } from "@codemirror/state";
import { hasCurve } from "./model/answer";
import { Chart } from "./chart/chart";
import { ChartTools } from "./chart/tools";
import { description } from "./chart/words";
import { copy } from "./ui/clipboard";
import { Compare } from "./compare/compare";
import { part, setText } from "./ui/dom";
import { python, TakeAway, csvOf, isProgrammed, save } from "./take-away/download";
import { Editor, fromKept, toKept } from "./editor/editor";
import { EpochTable } from "./sections/epoch-table";
import { exampleAnswer, exampleSnapshot } from "./session/example";
import { FallView } from "./compare/fall-view";
import { FormView } from "./form/form";
import { HintView } from "./editor/hint";
import type { Runtime } from "./python/protocol";
import { keepForOffline } from "./python/offline";
import { acceptFiles } from "./editor/opened-file";
import { keepRoomFor } from "./editor/room";
import { Persistence, readKept, readKeptEditor } from "./session/persistence";
import { Notice } from "./ui/notice";
import { PicturesView } from "./take-away/pictures";
import type { Pin } from "./model/pins";
import { type Preset, PresetsView } from "./editor/presets";
import { MessagesView } from "./feedback/problems-view";
import { ReadingOrder } from "./ui/reading-order";
import { ReadoutView } from "./chart/readout";
import { ResumeView } from "./sections/resume";
import { type Scene, sceneOf } from "./chart/scene";
import { savesData } from "./ui/data-saver";
import { base, clientOfSession } from "./session/session";
import { keyOf, tellApart } from "./session/several";
import { Sharing } from "./take-away/sharing";
import { type Snapshot, snapshotOf } from "./model/snapshot";
import { type State, Store, changedPins, isPending, isStale, owedTexts, settledPins } from "./model/state";
import { StatusView } from "./feedback/status";
import type { View } from "./model/view";
import type { Vocabulary } from "./document/vocabulary";
import type { WorkerClient, WorkerEvents } from "./python/worker-client";
import { speakAs, spoken, t } from "./ui/words";

interface Session {
  readonly vocabulary: Vocabulary;
  readonly store: Store;
  readonly client: WorkerClient;
  /** The events of this simulator's texts. Several simulators share the client. */
  readonly events: WorkerEvents;
  readonly notice: Notice;
  editorState: EditorState | null;
}

/** The sessions, by the key of the simulator. */
const sessions = new Map<string, Session>();

/** Starts the simulator in an element. The returned function stops it, and keeps the session. */
export function mount(root: HTMLElement): () => void {
  root.classList.add("simulator--read");
  speakAs(root.dataset);
  const key = keyOf(root);
  tellApart(root, key);
  const session = sessions.get(key) ?? startSession(root, key);
  sessions.set(key, session);
  const { store, client, events, notice, vocabulary } = session;
  const clock = spoken(vocabulary.clock);
  notice.attach(root);
  const order = new ReadingOrder(root);
  const hint = new HintView(root, vocabulary);
  const form = new FormView(root, vocabulary, (changes, asOneStep) => editor.edit(changes, asOneStep), `simulator${key}`);
  const start = session.editorState ?? fromKept(readKeptEditor(key), store.state.text, vocabulary, part(root, "hint"));
  const editor: Editor = new Editor(part(root, "editor"), part(root, "hint"), start ?? store.state.text, vocabulary, {
    editing: (text) => client.simulate(events, text),
    edited: (text) => store.update({ text }),
    updated(state, textChanged) {
      session.editorState = state;
      hint.update(state);
      if (textChanged) keepRoomFor(root, state.doc.lines);
      if (textChanged) form.update(state);
    },
  });
  const setView = (change: Partial<View>) => store.update({ view: { ...store.state.view, ...change } });
  /** Opens another configuration. It starts without the zoom of the old one. */
  const startOver = (text: string) => {
    setView({ zoom: null });
    editor.replace(text);
  };
  acceptFiles(root, vocabulary.max_bytes, {
    opened: (text) => {
      startOver(text);
      editor.focus();
    },
    refused: (reason) => hint.refuse(reason),
  });
  const status = new StatusView(root, { retry: () => client.retry(), start: () => client.start() });
  const readout = new ReadoutView(root, clock);
  const chart = new Chart(part(root, "chart"), clock, {
    pointed: (epoch) => {
      readout.showEpoch(epoch);
      compare.showEpoch(epoch);
      table.point(epoch);
    },
    moved: (epoch) => {
      readout.speakEpoch(epoch);
      table.follow(epoch);
      resume.follow(epoch);
    },
    zoomed: (zoom) => setView({ zoom }),
  });
  const tools = new ChartTools(root, clock, {
    logarithmic: (logarithmic) => setView({ logarithmic }),
    zoom: (factor) => (factor === null ? setView({ zoom: null }) : chart.zoom(factor)),
  });
  const messages = new MessagesView(root, clock, {
    goTo: (place) => editor.goTo(place),
    point: (epoch) => chart.point(epoch),
    goToEpoch: (epoch) => chart.goTo(epoch),
  });
  const takeAway = new TakeAway(root, () => store.state, csvOf(vocabulary.clock), python(), {
    part: "copy-python",
    title: t`A program that builds this scheduler`,
    isOffered: isProgrammed,
    take: ({ report }) => void copy(report.python?.build ?? "", "program", t`It builds this scheduler.`, notice),
  });
  const table = new EpochTable(root, clock, (epoch) => chart.goTo(epoch));
  const resume = new ResumeView(root, clock, {
    goTo: (epoch) => chart.goTo(epoch),
    copy: (program, epoch) => void copy(program, "program", t`It trains ${clock.one} ${epoch} next.`, notice),
  });
  part(root, "download-yaml").addEventListener("click", () => {
    save("training.yaml", new Blob([store.state.text], { type: "application/yaml" }));
  });
  const pictures = new PicturesView(root, () => store.state, {
    draw: (picture, done) => client.draw(picture, done),
    refused: (reason) => notice.show(reason),
  });
  const presetList = JSON.parse(root.dataset.presets ?? "[]") as Preset[];
  const presets = new PresetsView(root, presetList, startOver);
  const setPins = (pins: readonly Pin[]) => store.update(changedPins(store.state, pins));
  const compare = new Compare(root, clock, presetList, () => store.state, {
    changed: setPins,
    edited: ({ text }) => {
      editor.replace(text);
      editor.focus();
    },
    refused: (reason) => notice.show(reason),
  });
  const fall = new FallView(root, clock, {
    threshold: (threshold) => store.update({ threshold }),
    goTo: (epoch) => chart.goTo(epoch),
  });
  const open = ({ text, view, pins, threshold }: Snapshot) => {
    store.update({ view, threshold, ...changedPins(store.state, pins) });
    editor.replace(text);
  };
  const sharing = new Sharing(root, notice, () => store.state, open, (pins) => {
    setPins(pins);
    part(root.isConnected ? root : document, "pin").focus(); // the button that was pressed is gone
  });

  const unsubscribe = store.subscribe((state) => {
    status.update(state);
    const scene = sceneOf(state);
    readout.update(state.lastCurve);
    chart.show(scene, state.view);
    tools.update(scene, state.view);
    compare.update(state);
    fall.update(state);
    showFreshness(root, state, scene);
    messages.update(state.answer);
    editor.showProblems(state.answer);
    takeAway.update(state);
    pictures.update(state);
    table.update(state);
    resume.update(state);
    presets.update(state.text);
  });
  if (!savesData()) client.start();

  return () => {
    unsubscribe();
    order.destroy();
    sharing.destroy();
    chart.destroy();
    resume.destroy();
    session.editorState = editor.destroy();
  };
}

function startSession(root: HTMLElement, key: string): Session {
  const { runtime, vocabulary } = root.dataset;
  if (runtime === undefined || vocabulary === undefined) throw new Error("The simulator's element lacks its data.");
  const snapshot = readKept(key) ?? exampleSnapshot(root);
  const store = new Store(snapshot, exampleAnswer(root, snapshot.text));
  const persistence = new Persistence(key, () => {
    const state = sessions.get(key)?.editorState ?? null;
    return state && toKept(state);
  });
  store.subscribe((state) => persistence.keep(snapshotOf(state)));
  const served = JSON.parse(runtime) as Runtime;
  const client = clientOfSession(served);
  const events: WorkerEvents = {
    engine: (engine) => {
      store.update({ engine });
      if (engine.kind === "ready") keepForOffline(base, served);
    },
    answered: (answer) => {
      const curve = hasCurve(answer) ? { lastCurve: answer } : {};
      store.update({ answer, interrupted: null, ...curve, ...settledPins(store.state, answer.text, { answer }) });
    },
    interrupted: (text, reason) => {
      store.update({ interrupted: { text, reason }, ...settledPins(store.state, text, { interrupted: reason }) });
    },
    settled: (text, outcome) => store.update(settledPins(store.state, text, outcome)),
  };
  client.listen(events);
  store.subscribe((state) => client.simulatePins(events, owedTexts(state)));
  client.simulate(events, store.state.text);
  return { store, client, events, notice: new Notice(), vocabulary: JSON.parse(vocabulary) as Vocabulary, editorState: null };
}

/** Describes the chart, and fades it while it belongs to an older text. */
function showFreshness(root: HTMLElement, state: State, scene: Scene): void {
  const stale = isStale(state);
  const [figure, caption] = [part(root, "figure"), part(root, "caption")];
  figure.classList.toggle("simulator__figure--stale", stale);
  figure.classList.toggle("simulator__figure--empty", scene.current === null && scene.pins.length === 0);
  figure.ariaBusy = String(isPending(state));
  caption.classList.toggle("simulator__caption--shown", stale);
  setText(caption, stale ? whyStale(state) : description(scene));
}

function whyStale(state: State): string {
  if (isPending(state) && state.engine.kind !== "ready") return t`This curve is from before your changes: Python is not ready.`;
  return t`This curve is from the last valid configuration.`;
}
