// The buttons under the chart, for scale and zoom, and a sentence on what the chart leaves out.
import { leftOut } from "./words";
import type { Clock } from "../document/clock";
import { part, setText } from "../ui/dom";
import { type Scene, lengthOf, sameCurves } from "./scene";
import { type View, visibleEpochs } from "../model/view";

export interface ToolEvents {
  logarithmic(on: boolean): void;
  /** Show so many times as many epochs; null for all. */
  zoom(factor: number | null): void;
}

export class ChartTools {
  readonly #logarithmic: HTMLButtonElement;
  readonly #in: HTMLButtonElement;
  readonly #out: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #hint: HTMLElement;
  #shown: Scene | null = null;
  #view: View | null = null;

  constructor(
    root: HTMLElement,
    private readonly clock: Clock,
    events: ToolEvents,
  ) {
    this.#logarithmic = part(root, "logarithmic");
    this.#in = part(root, "zoom-in");
    this.#out = part(root, "zoom-out");
    this.#reset = part(root, "reset-zoom");
    this.#hint = part(root, "left-out");
    this.#logarithmic.addEventListener("click", () => events.logarithmic(this.#logarithmic.ariaPressed !== "true"));
    for (const [button, factor] of [[this.#in, 1 / 2], [this.#out, 2], [this.#reset, null]] as const) {
      button.addEventListener("click", () => {
        if (button.ariaDisabled !== "true") events.zoom(factor);
      });
    }
  }

  update(scene: Scene, view: View): void {
    if (view === this.#view && this.#shown !== null && sameCurves(scene, this.#shown)) return;
    [this.#shown, this.#view] = [scene, view];
    const length = lengthOf(scene);
    const [from, to] = visibleEpochs(view, length);
    this.#logarithmic.ariaPressed = String(view.logarithmic);
    this.#in.ariaDisabled = String(to - from <= 1);
    this.#out.ariaDisabled = this.#reset.ariaDisabled = String(to - from === length);
    setText(this.#hint, scene.current === null ? "" : leftOut(scene.current, view, this.clock));
  }
}
