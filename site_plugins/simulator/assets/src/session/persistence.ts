// Keeps the snapshot for this tab: through reload, back and forward, a restored tab, and a crash. Two tabs do not disturb
// each other, and a new one starts with the example, hence `sessionStorage`. A browser may refuse to keep anything; then
// the page works all the same.
import { type Snapshot, fromJson, toJson } from "../model/snapshot";

const KEY = "learning-rate-simulator";
const EDITOR = "learning-rate-simulator-editor";
const PAUSE = 200; // milliseconds
const MOST = 1024 * 1024; // characters of an editor's state; long texts that were replaced again and again fill the storage

/** What was kept, or null when there is nothing that can be read. */
export function readKept(key: string): Snapshot | null {
  try {
    const kept = sessionStorage.getItem(KEY + key);
    return kept === null ? null : fromJson(kept);
  } catch {
    return null; // storage is blocked
  }
}

/** What was kept of the editor besides its text, as it was given to `Persistence`; null when there is nothing. */
export function readKeptEditor(key: string): string | null {
  try {
    return sessionStorage.getItem(EDITOR + key);
  } catch {
    return null; // storage is blocked
  }
}

export class Persistence {
  #waiting: Snapshot | null = null;
  #timer = 0;

  /** `key` is that of the simulator, where a visit has several; `editor` gives what to keep of the editor. */
  constructor(
    private readonly key: string,
    private readonly editor: () => string | null,
  ) {
    window.addEventListener("pagehide", () => this.#write());
    document.addEventListener("visibilitychange", () => this.#write()); // a phone may end a hidden page without a word
  }

  /** Keeps the snapshot as soon as nothing newer has come for a moment. */
  keep(snapshot: Snapshot): void {
    this.#waiting = snapshot;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#write(), PAUSE);
  }

  #write(): void {
    if (this.#waiting === null) return;
    try {
      sessionStorage.setItem(KEY + this.key, toJson(this.#waiting));
      this.#writeEditor();
    } catch {
      // Blocked or full. What was kept before belongs to another text.
      try {
        sessionStorage.removeItem(KEY + this.key);
      } catch {
        // blocked
      }
    }
    this.#waiting = null;
  }

  /** Where there is no room for it, text and view are kept all the same. */
  #writeEditor(): void {
    const state = this.editor();
    if (state === null) return;
    try {
      if (state.length > MOST) throw new RangeError("too long to be kept");
      sessionStorage.setItem(EDITOR + this.key, state);
    } catch {
      sessionStorage.removeItem(EDITOR + this.key);
    }
  }
}
