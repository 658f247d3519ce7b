// Puts the parts of the page together: the state goes down to every part, and what happens there comes back up.
// The state, the worker and the editor's history live as long as the visit, the parts as long as the page element.
import type { EditorState } from "@codemirror/state";
import { hasCurve } from "./answer";
import { Chart } from "./chart";
import { ChartTools } from "./chart-tools";
import { description } from "./chart-words";
import { Compare } from "./compare";
import { part, setText } from "./dom";
import { DownloadView } from "./download";
import { Editor } from "./editor";
import { FormView } from "./form";
import { HintView } from "./hint";
import type { Runtime } from "./messages";
import { acceptFiles } from "./opened-file";
import { Persistence, readKept } from "./persistence";
import { Notice } from "./notice";
import { PicturesView } from "./pictures";
import type { Pin } from "./pins";
import { type Preset, PresetsView } from "./presets";
import { MessagesView } from "./problems";
import { ReadoutView } from "./readout";
import { sceneOf } from "./scene";
import { Sharing } from "./sharing";
import { type Snapshot, snapshotOf } from "./snapshot";
import { type State, Store, changedPins, isPending, isStale, owedTexts, settledPins } from "./state";
import { StatusView } from "./status";
import { USUAL_THRESHOLD } from "./threshold";
import { type View, WHOLE } from "./view";
import type { Vocabulary } from "./vocabulary";
import { WorkerClient } from "./worker-client";

interface Visit {
  readonly vocabulary: Vocabulary;
  readonly store: Store;
  readonly client: WorkerClient;
  readonly notice: Notice;
  editorState: EditorState | null;
}

let visit: Visit | null = null;

/** Makes the element work. The returned function takes everything down again, keeping what belongs to the visit. */
export function mount(root: HTMLElement): () => void {
  const { store, client, notice, vocabulary } = (visit ??= startVisit(root));
  notice.attach(root);
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
  acceptFiles(root, vocabulary.max_bytes, {
    opened: (text) => editor.replace(text),
    refused: (reason) => hint.refuse(reason),
  });
  const status = new StatusView(root, () => client.retry());
  const readout = new ReadoutView(root);
  const setView = (change: Partial<View>) => store.update({ view: { ...store.state.view, ...change } });
  const chart = new Chart(part(root, "chart"), {
    pointed: (epoch) => {
      readout.showEpoch(epoch);
      compare.showEpoch(epoch);
    },
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
  const pictures = new PicturesView(root, () => store.state, {
    draw: (picture, done) => client.draw(picture, done),
    refused: (reason) => notice.show(reason),
  });
  const presetList = JSON.parse(root.dataset.presets ?? "[]") as Preset[];
  const presets = new PresetsView(root, presetList, (text) => {
    setView({ zoom: null });
    editor.replaceText(text);
  });
  const setPins = (pins: readonly Pin[]) => store.update(changedPins(store.state, pins));
  const compare = new Compare(root, presetList, () => store.state, {
    changed: setPins,
    edited: ({ text }) => editor.replace(text),
    threshold: (threshold) => store.update({ threshold }),
    refused: (reason) => notice.show(reason),
  });
  const open = ({ text, view, pins, threshold }: Snapshot) => {
    store.update({ view, threshold, ...changedPins(store.state, pins) });
    editor.replaceText(text);
  };
  const sharing = new Sharing(root, notice, () => store.state, open, (pins) => {
    setPins(pins);
    part(document, "pin").focus(); // the button that was pressed is gone
  });

  const unsubscribe = store.subscribe((state) => {
    status.update(state);
    const scene = sceneOf(state);
    readout.update(state.lastCurve);
    chart.show(scene, state.view);
    tools.update(scene, state.view);
    compare.update(state);
    showFreshness(root, state);
    messages.update(state.answer);
    editor.showProblems(state.answer);
    download.update(state);
    pictures.update(state);
    presets.update(state.text);
  });
  client.start();

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
  const store = new Store(readKept() ?? { text: example, view: WHOLE, pins: [], threshold: USUAL_THRESHOLD });
  const persistence = new Persistence();
  store.subscribe((state) => persistence.keep(snapshotOf(state)));
  const client = new WorkerClient(new URL(".", import.meta.url).href, JSON.parse(runtime) as Runtime, {
    engine: (engine) => store.update({ engine }),
    answered: (answer) => {
      const curve = hasCurve(answer) ? { lastCurve: answer } : {};
      store.update({ answer, interrupted: null, ...curve, ...settledPins(store.state, answer.text, { answer }) });
    },
    interrupted: (text, reason) => {
      store.update({ interrupted: { text, reason }, ...settledPins(store.state, text, { interrupted: reason }) });
    },
    settled: (text, outcome) => store.update(settledPins(store.state, text, outcome)),
  });
  store.subscribe((state) => client.simulatePins(owedTexts(state)));
  client.simulate(store.state.text);
  return { store, client, notice: new Notice(), vocabulary: JSON.parse(vocabulary) as Vocabulary, editorState: null };
}

/** Describes the chart, and fades it while it belongs to an older text. */
function showFreshness(root: HTMLElement, state: State): void {
  const stale = isStale(state);
  const [figure, caption] = [part(root, "figure"), part(root, "caption")];
  figure.classList.toggle("simulator__figure--stale", stale);
  figure.classList.toggle("simulator__figure--empty", state.lastCurve === null && sceneOf(state).pins.length === 0);
  figure.ariaBusy = String(isPending(state));
  caption.classList.toggle("simulator__caption--shown", stale);
  setText(caption, stale ? "This curve is from the last valid configuration." : description(sceneOf(state)));
}
