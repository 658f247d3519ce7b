// The buttons "Download PNG" and "Download SVG": the chart as a file. Python draws it as it draws the pictures
// of the reference, and the browser only turns it into pixels. A picture always has a light background.
import { description } from "../chart/words";
import { part } from "../ui/dom";
import { save, whyNoPython, whyNot } from "./download";
import type { Picture } from "../python/protocol";
import { lengthOf, sceneOf } from "../chart/scene";
import { type State, isPending } from "../model/state";
import { visibleEpochs } from "../model/view";
import type { Drawn } from "../python/worker-client";
import { t } from "../ui/words";

const KINDS = ["png", "svg"] as const;
const PIXELS = 2; // for each unit of the drawing, in both directions

type Kind = (typeof KINDS)[number];

export interface PictureEvents {
  draw(picture: Picture, done: (outcome: Drawn) => void): void;
  /** Reports, in a plain sentence, why there is no picture. */
  refused(reason: string): void;
}

export class PicturesView {
  readonly #buttons: ReadonlyMap<Kind, HTMLButtonElement>;
  /** The download that the user asked for, while the text's curve is computed. */
  #requested: Kind | null = null;

  constructor(
    root: HTMLElement,
    private readonly state: () => State,
    private readonly events: PictureEvents,
  ) {
    this.#buttons = new Map(KINDS.map((kind) => [kind, part<HTMLButtonElement>(root, `download-${kind}`)]));
    for (const [kind, button] of this.#buttons) {
      button.addEventListener("click", () => {
        this.#requested = kind;
        this.update(this.state());
      });
    }
  }

  update(state: State): void {
    const reason = whyNot(state) ?? whyNoPython(state);
    for (const [kind, button] of this.#buttons) {
      button.ariaDisabled = String(reason !== null);
      button.title = reason ?? t`Save what the chart shows as ${fileName(kind)}`;
    }
    if (reason !== null) this.#requested = null;
    const kind = this.#requested;
    if (kind === null || isPending(state)) return;
    this.#requested = null;
    this.events.draw(pictureOf(state), (outcome) => {
      if ("svg" in outcome) void this.#save(kind, outcome.svg);
      else this.events.refused(t`There is no picture: ${outcome.interrupted}.`);
    });
  }

  async #save(kind: Kind, svg: string): Promise<void> {
    const content = kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await toPng(svg).catch(() => null);
    if (content !== null) save(fileName(kind), content);
    else this.events.refused(t`The browser could not make a PNG of the chart. Download the SVG instead.`);
  }
}

function fileName(kind: Kind): string {
  return `learning-rate.${kind}`;
}

/** The current curve comes last, so that it is drawn over the pins, as on the chart. */
function pictureOf(state: State): Picture {
  const scene = sceneOf(state);
  const { report } = state.answer!;
  const pins = state.pins.filter(({ style }) => scene.pins.some((pin) => pin.style === style));
  return {
    heading: `${report.scheduler}, ${report.summary}`,
    description: description(scene),
    logarithmic: state.view.logarithmic,
    shown: visibleEpochs(state.view, lengthOf(scene)),
    curves: [
      ...pins.map(({ name, text, style }) => ({ name, text, style: style + 1 })),
      { name: "current", text: state.text, style: 0 },
    ],
  };
}

async function toPng(svg: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * PIXELS, image.height * PIXELS];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
