// Unpacks what is packed with Zstandard, by the machine code of the package zstddec.
import machineCode from "zstddec";

/** What the machine code exports. Addresses are those of its own memory. */
interface Decoder {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  ZSTD_findDecompressedSize(packed: number, bytes: number): bigint;
  /** Returns the number of bytes that it has unpacked, or an error's number. */
  ZSTD_decompress(unpacked: number, room: number, packed: number, bytes: number): number;
}

/** The unpacked content. The decoder's memory is given back with the decoder, so each call has one of its own. */
export async function unpack(content: ArrayBuffer): Promise<ArrayBuffer> {
  const { instance } = await WebAssembly.instantiate(machineCode, { env: { emscripten_notify_memory_growth: () => undefined } });
  const { memory, malloc, ZSTD_findDecompressedSize, ZSTD_decompress } = instance.exports as unknown as Decoder;
  const bytes = content.byteLength;
  const packed = malloc(bytes);
  new Uint8Array(memory.buffer).set(new Uint8Array(content), packed);
  const size = Number(ZSTD_findDecompressedSize(packed, bytes));
  const unpacked = malloc(size);
  if (ZSTD_decompress(unpacked, size, packed, bytes) !== size) throw new Error("it can't be unpacked");
  return (memory.buffer as ArrayBuffer).slice(unpacked, unpacked + size);
}
