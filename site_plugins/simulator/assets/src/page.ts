// Puts the parts of the page together: the state goes down to every part, and what happens there comes back up.
// The state, the worker and the editor's history live as long as the visit, the parts as long as the page element.
import type { EditorState } from "@codemirror/state";
import { hasCurve } from "./answer";
import { Chart } from "./chart";
import { ChartTools } from "./chart-tools";
import { spokenMarks } from "./chart-words";
import { part, setText } from "./dom";
import { DownloadView } from "./download";
import { Editor } from "./editor";
import { FormView } from "./form";
import { HintView } from "./hint";
import type { Runtime } from "./messages";
import { keepForOffline } from "./offline";
import { acceptFiles } from "./opened-file";
import { Persistence, readKept } from "./persistence";
import { Notice } from "./notice";
import { type Preset, PresetsView } from "./presets";
import { MessagesView } from "./problems";
import { ReadoutView } from "./readout";
import { savesData } from "./saving";
import { Sharing } from "./sharing";
import { type State, Store, isPending, isStale } from "./state";
import { StatusView } from "./status";
import { type View, WHOLE } from "./view";
import type { Vocabulary } from "./vocabulary";
import { WorkerClient } from "./worker-client";

interface Visit {
  readonly vocabulary: Vocabulary;
  readonly store: Store;
  readonly client: WorkerClient;
  editorState: EditorState | null;
}

let visit: Visit | null = null;

/** Makes the element work. The returned function takes everything down again, keeping what belongs to the visit. */
export function mount(root: HTMLElement): () => void {
  const { store, client, vocabulary } = (visit ??= startVisit(root));
  const hint = new HintView(root, vocabulary);
  const form = new FormView(root, vocabulary, (changes, asOneStep) => editor.edit(changes, asOneStep));
  const editor: Editor = new Editor(part(root, "editor"), visit.editorState ?? store.state.text, vocabulary, {
    edited(text) {
      store.update({ text });
      client.simulate(text);
    },
    updated(state, textChanged) {
      hint.update(state);
      if (textChanged) form.update(state);
    },
  });
  const setView = (change: Partial<View>) => store.update({ view: { ...store.state.view, ...change } });
  /** Another configuration altogether: what the old one was zoomed to means nothing in it. */
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
  const readout = new ReadoutView(root);
  const chart = new Chart(part(root, "chart"), {
    pointed: (epoch) => readout.showEpoch(epoch),
    moved: (epoch) => readout.speakEpoch(epoch),
    zoomed: (zoom) => setView({ zoom }),
  });
  const tools = new ChartTools(root, {
    logarithmic: (logarithmic) => setView({ logarithmic }),
    zoom: (factor) => (factor === null ? setView({ zoom: null }) : chart.zoom(factor)),
  });
  const messages = new MessagesView(root, {
    goTo: (place) => editor.goTo(place),
    point: (epoch) => chart.point(epoch),
    goToEpoch: (epoch) => chart.goTo(epoch),
  });
  const download = new DownloadView(root, () => store.state);

  const presets = new PresetsView(root, JSON.parse(root.dataset.presets ?? "[]") as Preset[], startOver);
  const sharing = new Sharing(root, new Notice(root), () => store.state, ({ text, view }) => {
    store.update({ view });
    editor.replace(text);
  });

  const unsubscribe = store.subscribe((state) => {
    status.update(state);
    readout.update(state.lastCurve);
    chart.show(state.lastCurve, state.view);
    tools.update(state);
    showFreshness(root, state);
    messages.update(state.answer);
    editor.showProblems(state.answer);
    download.update(state);
    presets.update(state.text);
  });
  if (!savesData()) client.start();

  return () => {
    unsubscribe();
    sharing.destroy();
    chart.destroy();
    if (visit !== null) visit.editorState = editor.destroy();
  };
}

function startVisit(root: HTMLElement): Visit {
  const { runtime, example, vocabulary } = root.dataset;
  if (runtime === undefined || example === undefined || vocabulary === undefined) throw new Error("The simulator's element lacks its data.");
  const store = new Store(readKept() ?? { text: example, view: WHOLE });
  const persistence = new Persistence();
  store.subscribe(({ text, view }) => persistence.keep({ text, view }));
  const base = new URL(".", import.meta.url).href;
  const served = JSON.parse(runtime) as Runtime;
  const client = new WorkerClient(base, served, {
    engine: (engine) => {
      store.update({ engine });
      if (engine.kind === "ready") keepForOffline(base, served);
    },
    answered: (text, report, curve) => {
      const answer = { text, report, curve };
      store.update({ answer, interrupted: null, ...(hasCurve(answer) ? { lastCurve: answer } : {}) });
    },
    interrupted: (text, reason) => store.update({ interrupted: { text, reason } }),
  });
  client.simulate(store.state.text);
  return { store, client, vocabulary: JSON.parse(vocabulary) as Vocabulary, editorState: null };
}

/** Describes the chart, and fades it while it belongs to an older text. */
function showFreshness(root: HTMLElement, state: State): void {
  const stale = isStale(state);
  const [figure, caption] = [part(root, "figure"), part(root, "caption")];
  figure.classList.toggle("simulator__figure--stale", stale);
  figure.classList.toggle("simulator__figure--empty", state.lastCurve === null);
  figure.ariaBusy = String(isPending(state));
  caption.classList.toggle("simulator__caption--shown", stale);
  setText(caption, description(state, stale));
}

function description({ lastCurve }: State, stale: boolean): string {
  if (lastCurve === null) return "There is no curve yet.";
  return stale ? "This curve is from the last valid configuration." : `${lastCurve.report.summary} ${spokenMarks(lastCurve)}`;
}
