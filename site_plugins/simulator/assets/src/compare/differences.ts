// The table "Differences": a row for the current curve and for each pin.
import type { Answer } from "../model/answer";
import { type Clock, numbered } from "../document/clock";
import { create, part, setText } from "../ui/dom";
import { fallBelow, fallText, figuresOf } from "./curve-figures";
import { noCurve, rate } from "../ui/format";
import type { Curve } from "../python/protocol";
import { sample } from "../chart/pin-styles";
import { type Outcome, type State, isInterrupted, isPending } from "../model/state";
import { readThreshold } from "../model/threshold";
import { t } from "../ui/words";

const FIGURES = 4; // columns beside the name
const DIGITS = 5; // significant ones; more do not fit on a phone

export class DifferencesView {
  readonly #rows: HTMLElement;
  readonly #threshold: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly clock: Clock,
  ) {
    this.#rows = part(root, "differences");
    this.#threshold = part(root, "compared-threshold");
  }

  update(state: State): void {
    const threshold = readThreshold(state.threshold);
    const below = typeof threshold === "number" ? threshold : null;
    setText(this.#threshold, below === null ? "–" : state.threshold.trim());
    const figures = ({ lr }: Curve) => figureTexts(lr, below, this.clock);
    this.#rows.replaceChildren(
      row(create("span", "simulator__sample simulator__sample--current"), t`In the editor`, outcomeOfText(state), figures),
      ...state.pins.map(({ name, style, text }) => row(sample(style), name, state.outcomes.get(text), figures)),
    );
  }
}

/** The outcome of the editor's text; undefined while it is computed. */
function outcomeOfText(state: State): Outcome | undefined {
  if (isInterrupted(state)) return { interrupted: state.interrupted?.reason ?? "" };
  return isPending(state) || state.answer === null ? undefined : { answer: state.answer };
}

function row(line: Element, name: string, outcome: Outcome | undefined, figures: (curve: Curve) => string[]): HTMLElement {
  const head = create("th", "", create("div", "simulator__curve", line, create("span", "simulator__curve-name", name)));
  head.scope = "row";
  if (outcome !== undefined && "answer" in outcome && outcome.answer.curve !== null) {
    return create("tr", "", head, ...figures(outcome.answer.curve).map((text) => create("td", "", text)));
  }
  const why = create("td", "", outcome === undefined ? t`being computed` : whyNoCurve(outcome));
  why.colSpan = FIGURES;
  return create("tr", "", head, why);
}

function figureTexts(lr: Curve["lr"], below: number | null, clock: Clock): string[] {
  const { peak, peakEpoch, final, area } = figuresOf(lr);
  const peakText = Number.isNaN(peak) ? value(peak) : t`${value(peak)} in ${numbered(clock, peakEpoch)}`;
  return [peakText, value(final), value(area), below === null ? "–" : fallText(fallBelow(lr, below), clock)];
}

function value(number: number): string {
  return Number.isNaN(number) ? t`not a number` : rate(number, DIGITS);
}

/** The problems in a sentence, with the place of the first. */
export function whyNoCurve(outcome: Outcome): string {
  return "answer" in outcome ? problemsOf(outcome.answer) : t`No curve: ${outcome.interrupted}.`;
}

function problemsOf({ report: { problems } }: Answer): string {
  const [first] = problems;
  if (first === undefined) return t`No curve.`;
  return `${noCurve(problems.length)} ${t`Line ${first.line}, column ${first.column}: ${first.message}`}`;
}
