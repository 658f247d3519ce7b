// Speaks to a screen reader without interrupting it, and only what is still true after a pause: a key that is held down
// passes many epochs.
import { setText } from "./dom";

const PAUSE = 300; // milliseconds

export class Announcer {
  #timer = 0;

  constructor(private readonly region: HTMLElement) {}

  say(text: string): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => setText(this.region, text), PAUSE);
  }
}
