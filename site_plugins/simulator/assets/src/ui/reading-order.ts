// Keeps the page's two blocks in their visible order, so that the Tab key and a screen reader follow the eye:
// on a narrow screen the style sheet shows the chart before the editor. (The property `reading-flow` would say it in CSS alone,
// but Chromium then leaves out the whole block now and then on a busy machine, and Firefox does not know it.)

export class ReadingOrder {
  readonly #editor: HTMLElement;
  readonly #output: HTMLElement;
  readonly #resized: ResizeObserver;

  constructor(root: HTMLElement) {
    this.#editor = root.querySelector<HTMLElement>(".simulator__editor") ?? root;
    this.#output = root.querySelector<HTMLElement>(".simulator__output") ?? root;
    this.#resized = new ResizeObserver(() => this.#arrange());
    this.#resized.observe(root);
    this.#arrange();
  }

  destroy(): void {
    this.#resized.disconnect();
  }

  #arrange(): void {
    const isShownFirst = Number(getComputedStyle(this.#output).order) < 0;
    const isFirst = this.#output.compareDocumentPosition(this.#editor) === Node.DOCUMENT_POSITION_FOLLOWING;
    if (isShownFirst === isFirst) return;
    const focused = this.#output.contains(document.activeElement) ? document.activeElement : null;
    if (isShownFirst) this.#editor.before(this.#output);
    else this.#editor.after(this.#output);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true }); // what is moved loses the focus
  }
}
