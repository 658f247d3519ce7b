// The style and behaviour of the chart, as options of uPlot. It draws on a canvas, which has no CSS variables. So colours are
// read again whenever Material switches its scheme.
import type uPlot from "uplot";
import { extremesWithin } from "./blocks";
import { logarithmicTicks, rateRange } from "./data";
import type { Clock } from "../document/clock";
import { curvePath } from "./curve-path";
import { count, rate, rateTicks } from "../ui/format";
import { COLOUR_NAMES, DASHES } from "./pin-styles";
import type { EpochRange } from "../model/view";
import { t } from "../ui/words";

const WHOLE_EPOCHS = [1, 2, 5].flatMap((digit) => [0, 1, 2, 3, 4, 5].map((power) => digit * 10 ** power)).sort((a, b) => a - b);
const RATE_SPACE = 36; // CSS pixels between two ticks of the rate
const AROUND = 78; // CSS pixels above and below the plot: names, ticks and label
const SHORTEST_DRAG = 4; // CSS pixels; less is a click

export interface Colours {
  readonly curve: string;
  /** Of each pin's style. */
  readonly pins: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly background: string;
}

interface Reactions {
  pointed(epoch: number | null): void;
  selected(range: EpochRange): void;
  drawn(plot: uPlot): void;
}

/** For the pins of these styles, and the current curve behind them in the data, so that it is drawn over them. */
export function chartOptions(
  parent: HTMLElement,
  clock: Clock,
  logarithmic: boolean,
  styles: readonly number[],
  colours: () => Colours,
  range: () => EpochRange,
  reactions: Reactions,
): uPlot.Options {
  const strokes = [...styles.map((style) => () => colours().pins[style] ?? ""), () => colours().curve];
  const font = `12px ${getComputedStyle(parent).fontFamily}`;
  const axis: uPlot.Axis = {
    font,
    labelFont: font,
    labelSize: 20,
    stroke: () => colours().text,
    grid: { stroke: () => colours().grid, width: 1 },
    ticks: { stroke: () => colours().grid, width: 1, size: 4 },
  };
  const rateAxis: uPlot.Axis = { ...axis, size: widthOf, label: t`learning rate`, space: RATE_SPACE };
  return {
    width: parent.clientWidth,
    height: parent.clientHeight,
    padding: [30, 52, 0, 0], // room for the names of the marks; as in `schedulers.drawing`, whose drawing stands here at first
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [...range()] },
      y: { distr: logarithmic ? 3 : 1, range: (plot) => rateRange(...extremesOf(plot, range()), logarithmic) },
    },
    axes: [
      { ...axis, size: 28, label: clock.one, incrs: WHOLE_EPOCHS, space: 60, values: (_plot, ticks) => ticks.map(count) },
      logarithmic
        ? {
            ...rateAxis,
            splits: (plot, _axis, low, high) => logarithmicTicks(low, high, (plot.height - AROUND) / RATE_SPACE),
            filter: (_plot, ticks) => ticks,
            values: (_plot, ticks) => ticks.map((tick) => rate(tick, 3)),
          }
        : { ...rateAxis, values: (_plot, ticks) => rateTicks(ticks) },
    ],
    series: [
      {},
      ...strokes.map((stroke, index): uPlot.Series => {
        const dash = DASHES[styles[index] ?? -1];
        const line = dash === undefined ? { width: styles.length > 0 ? 2.5 : 2 } : { width: 1.5, dash: [...dash] };
        return { ...line, stroke, auto: false, paths: curvePath, pxAlign: 0, points: { show: false } };
      }),
    ],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: SHORTEST_DRAG },
      bind: { dblclick: () => null },
      dataIdx: (_plot, _series, epoch) => epoch, // a curve that has ended has no point there
      move: (plot, left, top) => [left < 0 ? left : middleOfEpoch(plot, range(), left), top],
      points: {
        size: (_plot, series) => (series > styles.length ? 11 : 8),
        width: 2,
        stroke: () => colours().background,
        fill: (_plot, series) => strokes[series - 1]?.() ?? "",
      },
    },
    hooks: {
      draw: [(plot) => reactions.drawn(plot)],
      setCursor: [(plot) => reactions.pointed(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width === 0) return;
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          reactions.selected([epochAt(plot, range(), left), epochAt(plot, range(), left + width) + 1]);
        },
      ],
    },
  };
}

export function readColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--simulator-${name}`).trim();
  const pins = COLOUR_NAMES.map(colour);
  return { curve: colour("curve"), pins, text: colour("muted"), grid: colour("grid"), background: colour("background") };
}

/** Of the rate's labels and their ticks, in pixels; a character of the 12 px font takes at most about 7.2. */
function widthOf(_plot: uPlot, labels: readonly string[] | null): number {
  return 14 + Math.round(7.2 * Math.max(3, ...(labels ?? []).map((label) => label.length)));
}

/** Lowest and highest of all that is to be seen. */
function extremesOf(plot: uPlot, [from, to]: EpochRange): [lowest: number | null, highest: number | null] {
  const found = plot.data.slice(1).flatMap((rates) => extremesWithin(rates, from, to) ?? []);
  return found.length === 0 ? [null, null] : [Math.min(...found), Math.max(...found)];
}

function epochAt(plot: uPlot, [from, to]: EpochRange, left: number): number {
  return Math.min(Math.max(Math.floor(plot.posToVal(left, "x")), from), to - 1);
}

function middleOfEpoch(plot: uPlot, range: EpochRange, left: number): number {
  return plot.valToPos(epochAt(plot, range, left) + 0.5, "x");
}
