// The worker's downloads. They are counted while they arrive, and compared with their hashes. Pyodide ignores
// some failures and then waits for ever, so the worker watches its own `fetch`.

import { inOneLine } from "./errors";
import type { ServedFile } from "./protocol";
import { unpack } from "./zstandard";

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
  /** The original `fetch`, because the global one is removed before Pyodide starts. */
  readonly #fetch = globalThis.fetch.bind(globalThis);

  constructor(
    private readonly base: string,
    private readonly files: Readonly<Record<string, ServedFile>>,
    private readonly refetch: boolean,
    private readonly onProgress: (progress: Progress) => void,
  ) {
    this.#total = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
    this.failure = new Promise((_, reject) => (this.#fail = reject));
    this.failure.catch(() => undefined); // whoever starts the runtime awaits it; until then it is not "unhandled"
  }

  /** The content of a file. */
  async read(address: string): Promise<ArrayBuffer> {
    const response = await this.#get(address, { integrity: this.#file(address).integrity });
    return this.#count(address, response);
  }

  /** The content of a packed file. */
  async unpack(address: string): Promise<ArrayBuffer> {
    const content = await this.read(address);
    try {
      return await unpack(content);
    } catch (error) {
      this.refuse(address, error);
      throw error;
    }
  }

  /** Compiles machine code while it arrives, and compares it when it is complete. */
  async compile(address: string): Promise<WebAssembly.Module> {
    const { integrity } = this.#file(address);
    // Under an insecure address, only the browser itself can compare, and compiles afterwards.
    const response = await this.#get(address, "subtle" in crypto ? {} : { integrity });
    // A clone is read, so that the browser can cache the compiled code of the original response.
    const whole = this.#count(address, response.clone());
    try {
      const [code, content] = await Promise.all([WebAssembly.compileStreaming(response), whole]);
      if ("subtle" in crypto && (await digest(content)) !== integrity) {
        throw this.#failed(address, "its content was refused");
      }
      return code;
    } catch (error) {
      this.refuse(address, error);
      throw error;
    }
  }

  /** Imports a module script after comparing it, because `import` can't compare in a worker. */
  async import<Module>(address: string): Promise<Module> {
    try {
      const response = await this.#get(address, { integrity: this.#file(address).integrity });
      await this.#count(address, response);
      return (await import(this.#url(address))) as Module;
    } catch (error) {
      this.refuse(address, error);
      throw error;
    }
  }

  #file(address: string): ServedFile {
    return this.files[address] ?? { bytes: 0, integrity: "" };
  }

  #url(address: string): string {
    return new URL(address, this.base).href;
  }

  async #get(address: string, init: RequestInit): Promise<Response> {
    const url = this.#url(address);
    // Each address has the hash of its content, so the browser's copy is as good as the server's.
    const response = await this.#fetch(url, { ...init, cache: this.refetch ? "reload" : "force-cache" }).catch(async () => {
      throw this.#failed(address, await this.#reason(url));
    });
    if (!response.ok) throw this.#failed(address, String(response.status));
    return response;
  }

  /** Reports a file that arrived but can't be used. Only the first report counts. */
  refuse(address: string, error: unknown): void {
    this.#fail(new AssetError(`${fileName(address)} could not be started (${inOneLine(error)})`));
  }

  #failed(address: string, reason: string): AssetError {
    const error = new AssetError(`${fileName(address)} could not be loaded (${reason})`);
    this.#fail(error);
    return error;
  }

  async #count(address: string, response: Response): Promise<ArrayBuffer> {
    const expected = this.#file(address).bytes;
    const content = new Uint8Array(expected);
    let received = 0;
    try {
      const reader = response.body!.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        if (received + chunk.value.byteLength <= expected) content.set(chunk.value, received);
        received += chunk.value.byteLength;
        this.#add(chunk.value.byteLength);
      }
    } catch {
      throw this.#failed(address, "the connection broke off");
    }
    if (received !== expected) throw this.#failed(address, `${received} bytes instead of ${expected}`);
    return content.buffer;
  }

  #add(bytes: number): void {
    this.#loaded += bytes;
    this.onProgress({ loaded: Math.min(this.#loaded, this.#total), total: this.#total });
  }

  /** Asks the server why a file with an integrity was refused, because browsers do not say it. */
  async #reason(url: string): Promise<string> {
    const response = await this.#fetch(url, { method: "HEAD", cache: "no-store" }).catch(() => null);
    return response === null ? "no answer" : response.ok ? "its content was refused" : String(response.status);
  }
}

/** The integrity of some content. */
async function digest(content: ArrayBuffer): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

function fileName(address: string): string {
  return address.split("/").at(-1)!;
}
