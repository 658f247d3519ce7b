// The chart of rate against epoch: its content and its navigation. `options.ts` has its style. It shows
// the current curve. The pins beside it only widen the range of epochs.
import uPlot from "uplot";
import { chartData } from "./data";
import { type ChartKey, chartKey } from "./keys";
import { MarksLayer } from "./marks";
import { type Colours, chartOptions, readColours } from "./options";
import type { Clock } from "../document/clock";
import { type Scene, lengthOf, sameCurves } from "./scene";
import { type EpochRange, type View, WHOLE, including, visibleEpochs, zoomAround } from "../model/view";

export interface ChartEvents {
  /** The epoch under the cursor, or null when there is no cursor. */
  pointed(epoch: number | null): void;
  /** The epoch that the keyboard has moved the cursor to. */
  moved(epoch: number): void;
  zoomed(zoom: EpochRange | null): void;
}

/** The system settings that also change the colours. */
const CONTRAST = ["(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));

export class Chart {
  #plot: uPlot | null = null;
  #marks: MarksLayer | null = null;
  #shown: Scene = { current: null, pins: [] };
  #view: View = WHOLE;
  #colours: Colours;
  /** The epoch of the keyboard's cursor. It stays there while the chart has the focus. */
  #kept: number | null = null;
  readonly #resized: ResizeObserver;
  readonly #recoloured: MutationObserver;
  readonly #contrastChanged = () => this.#recolour();

  constructor(
    private readonly parent: HTMLElement,
    private readonly clock: Clock,
    private readonly events: ChartEvents,
  ) {
    this.#colours = readColours(parent);
    this.#resized = new ResizeObserver(() => this.#fit());
    this.#resized.observe(parent);
    this.#recoloured = new MutationObserver(() => this.#recolour());
    const attributeFilter = ["data-md-color-scheme", "data-md-color-primary", "data-md-color-accent"];
    this.#recoloured.observe(document.body, { attributes: true, attributeFilter });
    for (const query of CONTRAST) query.addEventListener("change", this.#contrastChanged);
    parent.addEventListener("keydown", (event) => this.#pressed(event));
    parent.addEventListener("blur", () => this.#leave());
    parent.addEventListener("dblclick", () => this.events.zoomed(null));
  }

  show(scene: Scene, view: View): void {
    const [before, viewBefore] = [this.#shown, this.#view];
    const sameScene = sameCurves(scene, before);
    if (sameScene && view === viewBefore) return;
    [this.#shown, this.#view] = [scene, view];
    const last = (scene.current?.curve.lr.length ?? 1) - 1;
    if (this.#kept !== null) this.#kept = Math.min(this.#kept, last);
    const sameStyles = String(this.#styles(scene)) === String(this.#styles(before));
    if (!sameStyles || view.logarithmic !== viewBefore.logarithmic) this.#remove();
    if (this.#plot === null) this.#fit();
    else if (sameScene) this.#plot.setScale("x", { min: 0, max: 1 }); // the scale's own range is taken instead
    else this.#plot.setData(this.#data());
  }

  /** Points at an epoch while something else is about it; null ends that. */
  point(epoch: number | null): void {
    this.#place(epoch ?? this.#kept);
  }

  /** Moves the focus to the chart, with the cursor at an epoch. */
  goTo(epoch: number): void {
    this.parent.focus();
    this.#keep(epoch);
  }

  /** Shows `factor` times as many epochs, around the cursor or else the middle. */
  zoom(factor: number): void {
    const [from, to] = this.#range();
    const centre = this.#kept === null ? (from + to) / 2 : this.#kept + 0.5;
    this.events.zoomed(zoomAround(centre, (to - from) * factor, this.#length()));
  }

  destroy(): void {
    this.#resized.disconnect();
    this.#recoloured.disconnect();
    for (const query of CONTRAST) query.removeEventListener("change", this.#contrastChanged);
    this.#remove();
  }

  #remove(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #length(): number {
    return lengthOf(this.#shown);
  }

  #styles({ pins }: Scene): number[] {
    return pins.map(({ style }) => style);
  }

  #data(): uPlot.AlignedData {
    const { current, pins } = this.#shown;
    const rates = [...pins.map(({ lr }) => lr), current?.curve.lr ?? new Float64Array()];
    return chartData(rates, this.#length(), this.#view.logarithmic);
  }

  #range(): EpochRange {
    return visibleEpochs(this.#view, this.#length());
  }

  /** Makes or resizes the plot as soon as there is a width. A hidden tab has none. */
  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.parent;
    if (width === 0 || height === 0 || (this.#shown.current === null && this.#shown.pins.length === 0)) return;
    if (this.#plot !== null) {
      this.#plot.setSize({ width, height });
      return;
    }
    const { logarithmic } = this.#view;
    const styles = this.#styles(this.#shown);
    const options = chartOptions(this.parent, this.clock, logarithmic, styles, () => this.#colours, () => this.#range(), {
      pointed: (epoch) => this.#pointed(epoch),
      selected: (range) => this.events.zoomed(range[1] - range[0] < this.#length() ? range : null),
      drawn: (plot) => this.#drawn(plot),
    });
    this.parent.replaceChildren(); // removes the drawing that the page contained
    this.#plot = new uPlot(options, this.#data(), this.parent);
  }

  #drawn(plot: uPlot): void {
    if (this.#marks?.plot !== plot) this.#marks = new MarksLayer(plot);
    this.#marks.draw(this.#shown.current?.report.marks ?? []);
    if (this.#kept !== null) queueMicrotask(() => this.#place(this.#kept)); // the plot leaves the cursor at its old pixel
  }

  #recolour(): void {
    this.#colours = readColours(this.parent);
    this.#plot?.redraw();
  }

  #pointed(epoch: number | null): void {
    if (epoch === null && this.#kept !== null) this.#place(this.#kept);
    else this.events.pointed(epoch);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // Material has one-key shortcuts for the whole page
    if (this.#shown.current === null) return;
    const [from, to] = this.#range();
    const tenth = Math.max(1, Math.round((to - from) / 10));
    const last = this.#shown.current.curve.lr.length - 1;
    const meaning = chartKey(event.key, this.#kept, Math.min(from, last), last, tenth);
    if (meaning === null) return;
    event.preventDefault();
    this.#obey(meaning);
  }

  #obey(meaning: ChartKey): void {
    if (meaning === "leave") this.parent.blur();
    else if (meaning === "reset-zoom") this.events.zoomed(null);
    else if (meaning === "zoom-in") this.zoom(1 / 2);
    else if (meaning === "zoom-out") this.zoom(2);
    else this.#keep(meaning.epoch);
  }

  #keep(epoch: number): void {
    this.#kept = Math.min(epoch, (this.#shown.current?.curve.lr.length ?? 1) - 1);
    const range = this.#range();
    const moved = including(range, this.#kept);
    if (moved !== range && moved[0] !== range[0]) this.events.zoomed(moved);
    this.#place(this.#kept);
    this.events.moved(this.#kept);
  }

  #leave(): void {
    this.#kept = null;
    this.#place(null);
  }

  /** Puts the cursor over an epoch, or takes it away. */
  #place(epoch: number | null): void {
    if (this.#plot === null) return;
    const left = epoch === null ? -10 : this.#plot.valToPos(epoch + 0.5, "x");
    this.#plot.setCursor({ left, top: epoch === null ? -10 : 0 }, false);
    this.events.pointed(epoch);
  }
}
