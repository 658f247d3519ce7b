// The controls of a figure, each in its place: those of the simulator's form, for the fields that the place names. With
// several curves, one of them is chosen to be changed.
import type { Edit } from "../document/adding";
import { type Control, controlFor } from "../form/controls";
import { create } from "../ui/dom";
import { type Vocabulary, fieldAtPath } from "../document/vocabulary";
import { scalarWherever } from "../document/references";
import { YamlTree } from "../document/yaml-tree";
import { t } from "../ui/words";

let figures = 0;

export class FigureControls {
  readonly #prefix = `figure-${++figures}`;
  readonly #places: readonly HTMLElement[];
  /** The fields of each curve, by path; null where there is only one curve. */
  readonly #fields: readonly (readonly string[])[] | null;
  readonly #which: HTMLSelectElement | null = null;
  #controls: Control[] = [];

  constructor(
    root: HTMLElement,
    private readonly vocabulary: Vocabulary,
    private readonly events: { edited(edit: Edit): void; chosen(): void },
  ) {
    this.#places = [...root.querySelectorAll<HTMLElement>("[data-field]")].filter((place) => place.closest("[data-figure]") === root);
    const several = root.querySelector<HTMLElement>("[data-fields]");
    this.#fields = several && (JSON.parse(several.dataset.fields ?? "[]") as string[][]);
    const place = several?.querySelector("[data-part=which]");
    if (several && place) this.#which = this.#choice(place, JSON.parse(several.dataset.names ?? "[]") as string[]);
  }

  /** The index of the curve that the controls change. */
  get chosen(): number {
    return this.#which?.selectedIndex ?? 0;
  }

  /** The control to begin with. */
  focus(): void {
    const places = this.#places.flatMap((place) => [...place.querySelectorAll<HTMLElement>("input, select")]);
    const first = this.#which ?? places.find((each) => each.checkVisibility() && each.matches("[type=range], select")) ?? places[0];
    first?.focus();
  }

  /** New controls for a configuration, which may be of another scheduler. */
  build(text: string): void {
    const tree = YamlTree.ofText(text);
    const scheduler = scalarWherever(tree, this.vocabulary.name_path);
    const paths = this.#fields?.[this.chosen] ?? this.#places.map(({ dataset }) => dataset.field ?? "");
    this.#controls = [];
    for (const [place, path] of paths.entries()) {
      const field = fieldAtPath(this.vocabulary, path.split("."), scheduler);
      const control = field && controlFor(field, (edit) => this.events.edited(edit), this.#prefix);
      if (control !== null) this.#controls.push(control);
      this.#places[place]?.replaceChildren(...(control === null ? [] : [control.dom]));
    }
    for (const place of this.#places.slice(paths.length)) place.replaceChildren();
    this.update(tree);
  }

  update(tree: YamlTree): void {
    for (const control of this.#controls) control.update(tree);
  }

  #choice(place: Element, names: readonly string[]): HTMLSelectElement {
    const select = create("select", "simulator__number", ...names.map((name) => new Option(name)));
    const label = create("label", "", t`curve`);
    label.htmlFor = select.id = `${this.#prefix}-curve`;
    select.addEventListener("change", () => this.events.chosen());
    place.replaceChildren(create("div", "simulator__control", label, select));
    return select;
  }
}
