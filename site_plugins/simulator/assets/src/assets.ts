// The worker's downloads: counted while they arrive, and never failing silently. Pyodide swallows some failures and would
// then wait for ever, so the worker watches its own `fetch`.

import { inOneLine } from "./errors";
import type { Archive } from "./messages";

export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

export class AssetError extends Error {
  override readonly name = "AssetError";
}

export class Assets {
  /** Rejects with an AssetError as soon as any file fails; never resolves. */
  readonly failure: Promise<never>;
  #fail!: (error: AssetError) => void;
  #loaded = 0;
  readonly #total: number;
  readonly #fetch = globalThis.fetch.bind(globalThis);

  constructor(
    private readonly base: string,
    private readonly files: Readonly<Record<string, number>>,
    private readonly refetch: boolean,
    private readonly onProgress: (progress: Progress) => void,
  ) {
    this.#total = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
    this.failure = new Promise((_, reject) => (this.#fail = reject));
    this.failure.catch(() => undefined); // whoever starts the runtime awaits it; until then it is not "unhandled"
  }

  /** Stands in for the worker's `fetch`: the same answers, watched. */
  readonly fetch: typeof fetch = async (input, init) => {
    // Each address carries the hash of its content, so a copy that the browser has is as good as the server's.
    const request = new Request(input, { ...init, cache: this.refetch ? "reload" : "force-cache" });
    const response = await this.#fetch(request).catch(async (error: unknown) => {
      this.#fail(new AssetError(await this.#explain(request.url)));
      throw error;
    });
    if (response.ok) {
      // A clone is counted, so that the browser can still keep the compiled code of its own, untouched response.
      void this.#count(request.url, response.clone());
    } else {
      this.#fail(new AssetError(`${fileName(request.url)} could not be loaded (${response.status})`));
    }
    return response;
  };

  /** The content of an archive, without its gzip. */
  async unpack({ url, integrity }: Archive): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.fetch(new URL(url, this.base).href, { integrity });
    try {
      const content = response.body!.pipeThrough(new DecompressionStream("gzip"));
      return new Uint8Array(await new Response(content).arrayBuffer());
    } catch (error) {
      this.refuse(fileName(url), error);
      throw error;
    }
  }

  /** Imports a module script, which no `fetch` sees. */
  async import<Module>(address: string): Promise<Module> {
    const url = new URL(address, this.base).href;
    try {
      if (this.refetch) await (await this.#fetch(url, { cache: "reload" })).arrayBuffer();
      const module = (await import(url)) as Module;
      this.#add(this.files[address] ?? 0);
      return module;
    } catch {
      const error = new AssetError(await this.#explain(url));
      this.#fail(error);
      throw error;
    }
  }

  /** A file that arrived but that the browser can't use. */
  refuse(name: string, error: unknown): void {
    this.#fail(new AssetError(`${name} could not be started (${inOneLine(error)})`));
  }

  async #count(url: string, response: Response): Promise<void> {
    const expected = this.files[url.slice(this.base.length)];
    let received = 0;
    try {
      const reader = response.body!.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        received += chunk.value.byteLength;
        if (expected !== undefined) this.#add(chunk.value.byteLength);
      }
    } catch {
      this.#fail(new AssetError(`${fileName(url)} could not be loaded (the connection broke off)`));
      return;
    }
    if (expected !== undefined && received !== expected) {
      this.#fail(new AssetError(`${fileName(url)} could not be loaded (${received} bytes instead of ${expected})`));
    }
  }

  #add(bytes: number): void {
    this.#loaded += bytes;
    this.onProgress({ loaded: Math.min(this.#loaded, this.#total), total: this.#total });
  }

  /** Browsers do not say why a script or a file with an integrity hash was refused: ask the server. */
  async #explain(url: string): Promise<string> {
    const response = await this.#fetch(url, { method: "HEAD", cache: "no-store" }).catch(() => null);
    const why = response === null ? "no answer" : response.ok ? "its content was refused" : String(response.status);
    return `${fileName(url)} could not be loaded (${why})`;
  }
}

export function fileName(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? url;
}
