// Keeps the snapshot for this tab: through reload, back and forward, a restored tab, and a crash. Two tabs do not disturb
// each other, and a new one starts with the example, hence `sessionStorage`. A browser may refuse to keep anything; then
// the page works all the same.
import { type Snapshot, fromJson, toJson } from "../model/snapshot";

const KEY = "learning-rate-simulator";
const PAUSE = 200; // milliseconds

/** What was kept, or null when there is nothing that can be read. */
export function readKept(key: string): Snapshot | null {
  try {
    const kept = sessionStorage.getItem(KEY + key);
    return kept === null ? null : fromJson(kept);
  } catch {
    return null; // storage is blocked
  }
}

export class Persistence {
  #waiting: Snapshot | null = null;
  #timer = 0;

  /** `key` is that of the simulator, where a visit has several. */
  constructor(private readonly key: string) {
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
}
