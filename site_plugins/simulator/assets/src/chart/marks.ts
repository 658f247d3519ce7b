// The marks under the curve: shaded stretches, a line where something begins, a level for a rate. They are elements
// and not drawn on the canvas, so that the style sheet gives them the colours of every scheme, contrast included.
import type uPlot from "uplot";
import { create } from "../ui/dom";
import { redraw } from "../ui/redraw";
import type { Mark } from "../python/protocol";

const NAME_GAP = 8; // CSS pixels, between two names
const LINE_GAP = 3; // lines that stand closer are one
const TICK_GAP = 12; // lines that stand closer are short, so that they do not cover the curve

interface Line {
  readonly mark: Mark;
  readonly x: number;
  /** Where the shaded stretch begins that ends at `x`; null where nothing is shaded. */
  readonly begin: number | null;
}

export class MarksLayer {
  readonly #layer = create("div", "simulator__marks");
  readonly #font: string;
  readonly #widths = new Map<string, number>();

  constructor(readonly plot: uPlot) {
    this.#font = `11px ${getComputedStyle(plot.root).fontFamily}`;
    plot.over.parentElement!.prepend(this.#layer);
  }

  draw(marks: readonly Mark[]): void {
    // From the style that the plot has written, because to ask the browser would lay out the page at every keystroke.
    const { left, top, width, height } = this.plot.over.style;
    Object.assign(this.#layer.style, { left, top, width, height });
    const [across, high] = [parseFloat(width), parseFloat(height)];
    const place = (epoch: number) => this.plot.valToPos(epoch, "x");
    const lines = marks.flatMap((mark) => {
      if (mark.epoch === null) return [];
      return [{ mark, x: place(mark.epoch), begin: mark.begin === null ? null : Math.max(place(mark.begin), 0) }];
    });
    const levels = marks.flatMap((mark) => (mark.lr === null ? [] : [{ mark, y: this.plot.valToPos(mark.lr, "y") }]));
    const inside = lines.filter(({ x }) => 0 <= x && x <= across);
    redraw(this.#layer, [
      ...lines.flatMap(({ x, begin }) => (begin === null ? [] : shade(begin, Math.min(x, across)))),
      ...standing(inside),
      ...levels.filter(({ y }) => 0 <= y && y <= high + 1).flatMap(({ mark, y }) => level(mark, y)),
      ...this.#names(inside, across),
    ]);
  }

  /** As many names as fit beside each other, those first that say most. */
  #names(lines: readonly Line[], width: number): HTMLElement[] {
    const important = ({ mark }: Line) => (mark.main ? 0 : 1);
    const taken: [left: number, right: number][] = [];
    return [...lines]
      .sort((one, other) => important(one) - important(other))
      .flatMap(({ mark, x, begin }) => {
        const wide = this.#widthOf(mark.label);
        const middle = begin === null ? x : (begin + x) / 2; // a shaded stretch itself is named, not its end
        const left = Math.min(Math.max(middle - wide / 2, 0), Math.max(width - wide, 0));
        const right = left + wide;
        if (taken.some(([from, to]) => left < to + NAME_GAP && from < right + NAME_GAP)) return [];
        taken.push([left, right]);
        const name = create("span", "simulator__mark-name", mark.label);
        name.style.left = `${left}px`;
        return name;
      });
  }

  #widthOf(label: string): number {
    const known = this.#widths.get(label);
    if (known !== undefined) return known;
    const { ctx } = this.plot;
    ctx.save();
    ctx.font = this.#font;
    const width = Math.ceil(ctx.measureText(label).width);
    ctx.restore();
    this.#widths.set(label, width);
    return width;
  }
}

function shade(left: number, right: number): HTMLElement[] {
  if (right <= left) return [];
  const element = create("div", "simulator__mark-shade");
  element.style.left = `${left}px`;
  element.style.width = `${right - left}px`;
  return [element];
}

function standing(lines: readonly Line[]): HTMLElement[] {
  const found: HTMLElement[] = [];
  const sorted = [...lines].sort((one, other) => one.x - other.x);
  let drawn = -Infinity;
  for (const [index, { mark, x }] of sorted.entries()) {
    if (x - drawn < LINE_GAP) continue;
    const next = sorted[index + 1]?.x ?? Infinity;
    const crowded = Math.min(x - drawn, next - x) < TICK_GAP && !mark.main;
    const element = create("div", `simulator__mark-line${crowded ? " simulator__mark-line--short" : ""}`);
    element.style.left = `${x}px`;
    found.push(element);
    drawn = x;
  }
  return found;
}

function level(mark: Mark, y: number): HTMLElement[] {
  const line = create("div", "simulator__mark-level");
  const name = create("span", "simulator__mark-name simulator__mark-name--level", mark.label);
  line.style.top = name.style.top = `${y}px`;
  return [line, name];
}
