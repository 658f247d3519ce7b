// Compares the data that a split runtime puts into memory, with both its parts, with those of the runtime in one part:
// node data.mjs <starting> <runtime> <runtime in one part>
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [starting, split, whole] = process.argv.slice(2);
const { unpacked } = await import(pathToFileURL(starting).href);
const { apply, deltasIn } = await import(new URL("../src/python/delta.ts", pathToFileURL(starting)).href);

/** The memory after the data of some archives. */
async function filled(directory, ...archives) {
  const { bytes } = JSON.parse(await readFile(join(directory, "memory.json"), "utf8"));
  const words = new Uint32Array(bytes / Uint32Array.BYTES_PER_ELEMENT);
  for (const archive of archives) {
    for (const data of deltasIn(await unpacked(join(directory, archive))).slice(0, -1)) apply(words, data);
  }
  return Buffer.from(words.buffer);
}

const [first, both, expected] = await Promise.all([
  filled(split, "memory.bin"),
  filled(split, "memory.bin", "memory.second.bin"),
  filled(whole, "memory.bin"),
]);
if (first.equals(expected)) throw new Error("the first part has all data");
if (!both.equals(expected)) throw new Error("both parts have other data than the one");
