// A link holds a snapshot in its fragment: "#s1." or "#s2.", then the snapshot's JSON, compressed, as base64url.
// The number is the version of the format. People keep links for years, so a new format gets the next number, and the page still
// reads the old ones. Version 2 added pins. An older page would call such a link damaged; of an unknown version it
// says that a reload helps. A snapshot without pins stays version 1, which every page opens. The compression is zlib's, whose
// checksum detects damaged links. The content of a link is only ever used as text.
import { type Snapshot, fromJson, toJson } from "../model/snapshot";
import { USUAL_THRESHOLD } from "../model/threshold";
import { t } from "../ui/words";

const VERSIONS = ["1", "2"];
const FRAGMENT = /^#s(\d+)(.*)$/su;
const LARGEST = 64 * 1024; // bytes of JSON; a small link could unpack to gigabytes
const PIECE = 1024; // bytes that are unpacked at once
const LONGEST = 2 * LARGEST; // characters of base64url

/** Says, in words for people, why there is no link, or why a link has no content. */
export class ShareError extends Error {
  override readonly name = "ShareError";
}

/** Whether the fragment of an address looks like one of ours. */
export function isShared(fragment: string): boolean {
  return FRAGMENT.test(fragment);
}

/** The fragment that holds the snapshot. Rejects with a ShareError. */
export async function toFragment(snapshot: Snapshot): Promise<string> {
  const bytes = new TextEncoder().encode(toJson(snapshot));
  if (bytes.length > LARGEST) throw new ShareError(tooLong(snapshot));
  const compressed = await through(bytes, new CompressionStream("deflate"), Infinity);
  return `#s${versionOf(snapshot)}.${toBase64Url(compressed)}`;
}

/** The snapshot that a fragment holds. Rejects with a ShareError. */
export async function fromFragment(fragment: string): Promise<Snapshot> {
  const [, version = "", rest = ""] = FRAGMENT.exec(fragment) ?? [];
  if (!VERSIONS.includes(version)) {
    throw new ShareError(t`This link was made by another version of this page. Reload the page and open the link again.`);
  }
  if (rest.length > LONGEST) throw tooMuch();
  const bytes = fromBase64Url(rest.slice(1));
  const snapshot =
    bytes === null || rest[0] !== "." ? null : fromJson(decode(await through(bytes, new DecompressionStream("deflate"), LARGEST)));
  if (snapshot === null || versionOf(snapshot) !== version) throw damaged();
  return snapshot;
}

/** The oldest version that can hold the snapshot. */
function versionOf({ pins, threshold }: Snapshot): string {
  return pins.length === 0 && threshold === USUAL_THRESHOLD ? "1" : "2";
}

function tooLong({ pins }: Snapshot): string {
  if (pins.length === 0) return t`The configuration is too long for a link: download it instead.`;
  return t`Configuration and pins together are too long for a link: remove pins.`;
}

function tooMuch(): ShareError {
  return new ShareError(t`This link holds more than this page ever puts into one, so it was not opened.`);
}

function damaged(): ShareError {
  return new ShareError(t`This link is damaged, perhaps cut off where it was copied. Ask for it again.`);
}

/** The content of the stream. Rejects with a ShareError as soon as it is too long, or when it is damaged. */
async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream, most: number): Promise<Uint8Array> {
  const reader = (inPieces(bytes).pipeThrough(stream) as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(damaged()));
    if (done) break;
    length += value.length;
    if (length > most) {
      void reader.cancel().catch(() => undefined);
      throw tooMuch();
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

/** The bytes in small pieces. Each piece is unpacked at once, to up to a thousand times its size. */
function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, (at += PIECE)));
    },
  });
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
