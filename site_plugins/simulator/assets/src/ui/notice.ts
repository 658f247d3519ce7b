// A notice: a message in a box above the page, so that nothing moves. It stays until it is dismissed or replaced, even
// when instant navigation makes a new page element for a link with another fragment.
import { create, part } from "./dom";

export class Notice {
  #box: HTMLElement | null = null;
  #content: readonly HTMLElement[] = [];

  /** Shows the notice in this page element from now on. */
  attach(root: HTMLElement): void {
    this.#box = part(root, "notice");
    part(root, "dismiss").addEventListener("click", () => this.hide());
    this.#update();
  }

  show(text: string, ...more: HTMLElement[]): void {
    this.#content = [create("span", "", text), ...more];
    this.#update();
  }

  hide(): void {
    this.#content = [];
    this.#update();
  }

  #update(): void {
    if (this.#box === null) return;
    part(this.#box, "notice-content").replaceChildren(...this.#content);
    this.#box.classList.toggle("simulator__notice--shown", this.#content.length > 0);
  }
}
