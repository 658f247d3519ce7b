// The chart of rate against epoch. uPlot draws on a canvas, which knows no CSS variables: colours are read again whenever
// Material switches its scheme.
import uPlot from "uplot";
import type { AnswerWithCurve } from "./answer";
import { chartData, rateRange } from "./chart-data";
import { curvePath } from "./curve-path";
import { count, rateTicks } from "./format";

const WHOLE_EPOCHS = [1, 2, 5].flatMap((digit) => [0, 1, 2, 3, 4, 5].map((power) => digit * 10 ** power)).sort((a, b) => a - b);

interface Colours {
  readonly curve: string;
  readonly text: string;
  readonly grid: string;
  readonly background: string;
}

export class Chart {
  #plot: uPlot | null = null;
  #shown: AnswerWithCurve | null = null;
  #colours: Colours;
  readonly #resized: ResizeObserver;
  readonly #recoloured: MutationObserver;

  /** `onHover` gets the epoch under the pointer, or null when the pointer leaves. */
  constructor(
    private readonly parent: HTMLElement,
    private readonly onHover: (epoch: number | null) => void,
  ) {
    this.#colours = readColours(parent);
    this.#resized = new ResizeObserver(() => this.#fit());
    this.#resized.observe(parent);
    this.#recoloured = new MutationObserver(() => this.#recolour());
    const attributeFilter = ["data-md-color-scheme", "data-md-color-primary", "data-md-color-accent"];
    this.#recoloured.observe(document.body, { attributes: true, attributeFilter });
  }

  show(answer: AnswerWithCurve | null): void {
    if (answer === null || answer === this.#shown) return;
    this.#shown = answer;
    if (this.#plot === null) this.#fit();
    else this.#plot.setData(chartData(answer.curve));
  }

  destroy(): void {
    this.#resized.disconnect();
    this.#recoloured.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  /** A hidden tab has no width: the plot is made, or sized, as soon as there is one. */
  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.parent;
    if (width === 0 || height === 0 || this.#shown === null) return;
    if (this.#plot !== null) this.#plot.setSize({ width, height });
    else this.#plot = new uPlot(this.#options(width, height), chartData(this.#shown.curve), this.parent);
  }

  #recolour(): void {
    this.#colours = readColours(this.parent);
    this.#plot?.redraw();
  }

  #options(width: number, height: number): uPlot.Options {
    const font = `12px ${getComputedStyle(this.parent).fontFamily}`;
    const axis: uPlot.Axis = {
      font,
      labelFont: font,
      labelSize: 20,
      stroke: () => this.#colours.text,
      grid: { stroke: () => this.#colours.grid, width: 1 },
      ticks: { stroke: () => this.#colours.grid, width: 1, size: 4 },
    };
    return {
      width,
      height,
      padding: [8, 24, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: (plot) => [0, plot.data[0].length] },
        y: { range: (_plot, _lowest, highest) => rateRange(highest) },
      },
      axes: [
        { ...axis, size: 28, label: "Epoch", incrs: WHOLE_EPOCHS, space: 60, values: (_plot, ticks) => ticks.map(count) },
        { ...axis, size: widthOf, label: "Learning rate", space: 36, values: (_plot, ticks) => rateTicks(ticks) },
      ],
      series: [
        {},
        { stroke: () => this.#colours.curve, width: 2, paths: curvePath, points: { show: false } },
      ],
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        move: (plot, left, top) => [left < 0 ? left : middleOfEpoch(plot, left), top],
        points: { size: 11, width: 2, stroke: () => this.#colours.background, fill: () => this.#colours.curve },
      },
      hooks: { setCursor: [(plot) => this.onHover(plot.cursor.idx ?? null)] },
    };
  }
}

/** Of the rate's labels and their ticks, in pixels; a digit of the 12 px font takes about 8. */
function widthOf(_plot: uPlot, labels: readonly string[] | null): number {
  return 12 + 8 * Math.max(3, ...(labels ?? []).map((label) => label.length));
}

function middleOfEpoch(plot: uPlot, left: number): number {
  const last = plot.data[0].length - 1;
  const epoch = Math.min(Math.max(Math.floor(plot.posToVal(left, "x")), 0), last);
  return plot.valToPos(epoch + 0.5, "x");
}

function readColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--simulator-${name}`).trim();
  return { curve: colour("curve"), text: colour("muted"), grid: colour("grid"), background: colour("background") };
}
