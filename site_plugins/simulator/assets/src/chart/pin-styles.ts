// How the pins are told apart: each style has a dash of its own, and the colour --simulator-pin-<number> of compare.css. A
// drawing has the same styles (schedulers/drawing/paint.py), in the colours of the light scheme.
import { MOST_PINS } from "../model/pins";

/** Lengths of stroke and gap in turn, in CSS pixels. */
export const DASHES: readonly (readonly number[])[] = [
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2],
  [12, 4, 2, 4, 2, 4],
  [18, 4],
  [14, 3, 5, 3],
  [3, 7],
];

export function colourName(style: number): string {
  return `pin-${style + 1}`;
}

export const COLOUR_NAMES = Array.from({ length: MOST_PINS }, (_, style) => colourName(style));

const SVG = "http://www.w3.org/2000/svg";

/** A piece of the line as the chart draws it. */
export function sample(style: number): SVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "simulator__sample");
  picture.setAttribute("viewBox", "0 0 36 8");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 4H36");
  line.setAttribute("stroke-dasharray", (DASHES[style] ?? []).join(" "));
  line.style.stroke = `var(--simulator-${colourName(style)})`;
  picture.append(line);
  return picture;
}
