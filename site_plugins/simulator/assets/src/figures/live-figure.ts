// A figure that follows its controls: the configurations are texts, which the controls edit, and Python draws them anew.
import type { Edit } from "../document/adding";
import { setText } from "../ui/dom";
import type { FigureAnswer } from "../python/protocol";
import type { Snapshot } from "../model/snapshot";
import type { Engine } from "../model/state";
import type { Vocabulary } from "../document/vocabulary";
import type { WorkerClient } from "../python/worker-client";
import { YamlTree } from "../document/yaml-tree";
import { FigureControls } from "./figure-controls";
import type { FigureLink } from "./figure-link";
import type { Stage } from "./stage";
import { t } from "../ui/words";

export class LiveFigure {
  readonly #figure: unknown;
  readonly #originals: readonly string[];
  readonly #controls: FigureControls;
  readonly #button: HTMLButtonElement | null;
  #texts: string[];
  /** Whether the drawing has values of the controls, and the original curve in grey behind them. */
  #isDrawn = false;
  #engine: Engine = { kind: "idle" };

  constructor(
    private readonly root: HTMLElement,
    vocabulary: Vocabulary,
    private readonly client: WorkerClient,
    private readonly stage: Stage,
    private readonly link: FigureLink,
    private readonly snapshot: Snapshot,
  ) {
    this.#figure = JSON.parse(root.dataset.figure ?? "{}");
    this.#originals = [snapshot.text, ...snapshot.pins.map(({ text }) => text)];
    this.#texts = [...this.#originals];
    this.#controls = new FigureControls(root, vocabulary, {
      edited: (edit) => this.#edit(edit),
      chosen: () => this.#controls.build(this.#text),
    });
    this.#controls.build(this.#text);
    const buttons = [...root.querySelectorAll<HTMLButtonElement>("[data-part=play]")];
    this.#button = buttons.find((button) => button.closest("[data-figure]") === root) ?? null;
    root.classList.add("live--alive");
    this.#measure();
    stage.watchRooms(() => this.#isChanged && this.#draw());
    this.#playWhereItIsUsed();
  }

  get isShown(): boolean {
    return this.root.isConnected;
  }

  /** The action of the button: to lead to the controls, to undo the changes, or to try again after a failure. */
  play(): void {
    if (this.#engine.kind === "failed") this.client.retry();
    else if (this.#isChanged) this.#reset();
    else this.#controls.focus();
  }

  engine(engine: Engine): void {
    this.#engine = engine;
    this.#tell();
  }

  get #text(): string {
    return this.#texts[this.#controls.chosen]!;
  }

  get #isChanged(): boolean {
    return this.#texts.some((text, place) => text !== this.#originals[place]);
  }

  #edit({ from, to, insert }: Edit): void {
    const before = this.#text;
    this.#replace(before.slice(0, from) + insert + before.slice(to));
  }

  #replace(text: string): void {
    this.#texts[this.#controls.chosen] = text;
    if (this.#isChanged) this.#draw(); // first: Python computes while the page does the rest
    this.#controls.update(YamlTree.ofText(text));
    this.link.follow(this.snapshot, this.#texts, this.#isChanged);
    if (!this.#isChanged) {
      this.#showOriginal(); // it was moved back to where it had been
      return;
    }
    if (this.#engine.kind !== "ready") this.stage.fade(true);
    this.#tell();
  }

  #draw(): void {
    const texts = [...this.#texts];
    const request = { figure: this.#figure, texts, originals: this.#originals, rooms: this.stage.rooms };
    this.client.figure(this, request, (answer) => this.#show(answer));
  }

  #show(answer: FigureAnswer): void {
    if (!this.#isChanged) return; // it was reset in the meantime
    this.#isDrawn = !("problem" in answer);
    if ("problem" in answer) {
      this.stage.fade(true);
      this.stage.say(answer.problem);
      return;
    }
    this.stage.show(answer);
    this.#tell();
  }

  #reset(): void {
    this.#texts = [...this.#originals];
    this.#controls.update(YamlTree.ofText(this.#text));
    this.link.follow(this.snapshot, this.#texts, false);
    this.#showOriginal();
  }

  #showOriginal(): void {
    this.#isDrawn = false;
    this.stage.reset();
    this.#tell();
    this.stage.announce(t`The figure is as it was.`);
  }

  /** Shows the state of the figure, over the drawing and on the button. */
  #tell(): void {
    const { kind } = this.#engine;
    if (this.#button !== null) setText(this.#button, kind === "failed" ? t`Try again` : this.#isChanged ? t`Reset` : t`Change values`);
    if (this.#engine.kind === "failed") this.stage.say(t`Python could not be loaded: ${this.#engine.reason}. Try again, or reload the page.`);
    else if (kind === "ready") this.stage.say(this.#isChanged && this.#isDrawn ? t`In grey: as it was` : "");
    else this.stage.say(t`Loading Python: the curve follows`);
  }

  /** Scrolls a control to where the drawing that stays in view does not cover it, nor the field's name. */
  #uncover(control: Element): void {
    this.#measure();
    control.scrollIntoView({ block: "nearest" });
  }

  /** Tells the style sheet how much the drawing covers. */
  #measure(): void {
    const drawing = this.root.querySelector<HTMLElement>(":scope > figure.drawn");
    this.root.style.setProperty("--live-covered", `${drawing?.offsetHeight ?? 0}px`);
  }

  /** The drawing stays in view while its controls are used, which may stand far below it. */
  #playWhereItIsUsed(): void {
    const own = (target: EventTarget | null) => target instanceof Element && target.closest("[data-figure]") === this.root && target.closest("[data-field]") !== null;
    const leave = ({ target }: Event): void => {
      if (own(target)) return;
      this.root.classList.remove("live--playing");
      for (const type of ["focusin", "pointerdown"]) document.removeEventListener(type, leave);
    };
    for (const type of ["focusin", "input"]) {
      this.root.addEventListener(type, ({ target }) => {
        if (!own(target)) return;
        this.root.classList.add("live--playing");
        if (type === "focusin") this.#uncover(target as Element);
        for (const other of ["focusin", "pointerdown"]) document.addEventListener(other, leave);
      });
    }
  }
}
