// The link that holds a snapshot in its fragment: "#s1." and then the snapshot's JSON, compressed, as base64url. 1 is the
// format's version: links are kept for years, so whoever changes the format takes 2 and goes on reading 1. The compression
// is zlib's, whose checksum tells a damaged link from a sound one. Whatever a link holds, only text comes out of it.
import { type Snapshot, fromJson, toJson } from "./snapshot";

const VERSION = 1;
const FRAGMENT = /^#s(\d+)(.*)$/su;
const LARGEST = 64 * 1024; // bytes of JSON, as much as a configuration may have; a small link can hold gigabytes
const LONGEST = 2 * LARGEST; // characters of base64url

/** A reason why there is no link, or nothing in one, in words for people. */
export class ShareError extends Error {
  override readonly name = "ShareError";
}

/** Whether the fragment of an address claims to be one of ours. */
export function isShared(fragment: string): boolean {
  return FRAGMENT.test(fragment);
}

/** The fragment that holds the snapshot. Rejects with a ShareError. */
export async function toFragment(snapshot: Snapshot): Promise<string> {
  const bytes = new TextEncoder().encode(toJson(snapshot));
  if (bytes.length > LARGEST) throw new ShareError("The configuration is too long for a link: download it instead.");
  const compressed = await through(bytes, new CompressionStream("deflate"), Infinity);
  return `#s${VERSION}.${toBase64Url(compressed)}`;
}

/** The snapshot that a fragment holds. Rejects with a ShareError. */
export async function fromFragment(fragment: string): Promise<Snapshot> {
  const [, version, rest = ""] = FRAGMENT.exec(fragment) ?? [];
  if (version !== String(VERSION)) {
    throw new ShareError("This link was made by another version of this page. Reload the page and open the link again.");
  }
  if (rest.length > LONGEST) throw new ShareError("This link holds more than a configuration can have, so it was not opened.");
  const bytes = fromBase64Url(rest.slice(1));
  const snapshot =
    bytes === null || rest[0] !== "." ? null : fromJson(decode(await through(bytes, new DecompressionStream("deflate"), LARGEST)));
  if (snapshot === null) throw damaged();
  return snapshot;
}

function damaged(): ShareError {
  return new ShareError("This link is damaged, perhaps cut off where it was copied. Ask for it again.");
}

/** What comes out of the stream. Rejects with a ShareError as soon as that is too much, or when it is damaged. */
async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream, most: number): Promise<Uint8Array> {
  const reader = (new Blob([bytes]).stream().pipeThrough(stream) as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(damaged()));
    if (done) break;
    length += value.length;
    if (length > most) {
      void reader.cancel().catch(() => undefined);
      throw new ShareError("This link holds more than a configuration can have, so it was not opened.");
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged();
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
