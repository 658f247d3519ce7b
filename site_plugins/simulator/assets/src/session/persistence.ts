// Stores the snapshot for this tab, through reloads, back and forward, a restored tab, and a crash. `sessionStorage` keeps
// tabs apart, and a new tab starts with the example. It is shared by all sites of an origin, so each stores under keys of
// its own. A browser may refuse to store anything. Then the page still works.
import { type Snapshot, fromJson, toJson } from "../model/snapshot";
import { folderOfSite } from "./site";

const PAUSE = 200; // milliseconds
const MOST = 1024 * 1024; // characters of an editor's state; long texts that were replaced again and again fill the storage

/** Where the snapshot of a simulator is stored. */
function placeOf(key: string): string {
  return `learning-rate-simulator:${folderOfSite()}${key}`;
}

function placeOfEditor(key: string): string {
  return `${placeOf(key)}:editor`;
}

/** The stored snapshot, or null when there is none that can be read. */
export function readKept(key: string): Snapshot | null {
  try {
    const kept = sessionStorage.getItem(placeOf(key));
    return kept === null ? null : fromJson(kept);
  } catch {
    return null; // storage is blocked
  }
}

/** The stored state of the editor, besides its text; null when there is none. */
export function readKeptEditor(key: string): string | null {
  try {
    return sessionStorage.getItem(placeOfEditor(key));
  } catch {
    return null; // storage is blocked
  }
}

export class Persistence {
  #waiting: Snapshot | null = null;
  #timer = 0;
  readonly #place: string;
  readonly #placeOfEditor: string;

  /** `key` is that of the simulator, where a session has several. `editor` returns the editor's state. */
  constructor(
    key: string,
    private readonly editor: () => string | null,
  ) {
    this.#place = placeOf(key);
    this.#placeOfEditor = placeOfEditor(key);
    window.addEventListener("pagehide", () => this.#write());
    document.addEventListener("visibilitychange", () => this.#write()); // a phone may end a hidden page at any time
  }

  /** Stores the snapshot after a moment without a newer one. */
  keep(snapshot: Snapshot): void {
    this.#waiting = snapshot;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#write(), PAUSE);
  }

  #write(): void {
    if (this.#waiting === null) return;
    try {
      sessionStorage.setItem(this.#place, toJson(this.#waiting));
      this.#writeEditor();
    } catch {
      // Storage is blocked or full. The stored state belongs to an older text.
      try {
        sessionStorage.removeItem(this.#place);
      } catch {
        // blocked
      }
    }
    this.#waiting = null;
  }

  /** Stores the editor's state. If there is no room for it, text and view stay stored. */
  #writeEditor(): void {
    const state = this.editor();
    if (state === null) return;
    try {
      if (state.length > MOST) throw new RangeError("too long to be kept");
      sessionStorage.setItem(this.#placeOfEditor, state);
    } catch {
      sessionStorage.removeItem(this.#placeOfEditor);
    }
  }
}
