// What happened just now, in a box above the page, so that nothing moves. It stays until it is dismissed or replaced.
import { create, part } from "./dom";

export class Notice {
  readonly #box: HTMLElement;
  readonly #content: HTMLElement;

  constructor(root: HTMLElement) {
    this.#box = part(root, "notice");
    this.#content = part(root, "notice-content");
    part(root, "dismiss").addEventListener("click", () => this.hide());
    this.hide();
  }

  show(text: string, ...more: HTMLElement[]): void {
    this.#content.replaceChildren(create("span", "", text), ...more);
    this.#box.classList.add("simulator__notice--shown");
  }

  hide(): void {
    this.#content.replaceChildren();
    this.#box.classList.remove("simulator__notice--shown");
  }
}
