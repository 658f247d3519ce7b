// The select "Preset": complete configurations to start from. It names the preset that the editor shows, if it is one.
import { create, part } from "../ui/dom";
import { t, word } from "../ui/words";

export interface Preset {
  readonly group: string;
  readonly name: string;
  readonly text: string;
}

export class PresetsView {
  readonly #select: HTMLSelectElement;

  constructor(
    root: HTMLElement,
    private readonly presets: readonly Preset[],
    onChoose: (text: string) => void,
  ) {
    this.#select = part(root, "preset");
    const groups = [...new Set(presets.map(({ group }) => group))].map((group) => {
      const element = create("optgroup", "");
      element.label = word(group);
      for (const [index, preset] of presets.entries()) {
        if (preset.group === group) element.append(new Option(preset.name, String(index)));
      }
      return element;
    });
    const own = new Option(t`your own`, "");
    own.disabled = true;
    this.#select.replaceChildren(own, ...groups);
    this.#select.addEventListener("change", () => {
      const preset = presets[Number(this.#select.value)];
      if (preset !== undefined) onChoose(preset.text);
    });
  }

  update(text: string): void {
    const index = this.presets.findIndex((preset) => preset.text === text);
    this.#select.value = index < 0 ? "" : String(index);
  }
}
