// Takes out of the memory's data what only functions of the second part read.
import { BLOCK, deltasIn } from "../assets/src/python/memory-snapshot.ts";
import { addressesIn } from "./instructions.mjs";

/** Tables of numbers that have no text among them, by their addresses in the memory of Pyodide 0.28.3: from, and up to. */
const TABLES = [
  [0x98000, 0xf0000], // the codecs of Python for Chinese, Japanese and Korean; a number that is no address lies between
  [0xf1000, 0x123000],
  [0x154000, 0x1b4000], // the names of all characters, and what they are composed of, for the module unicodedata
  [0x25c000, 0x27b000], // the character sets of the C library
  [0x288000, 0x2a0000], // powers, with which the C++ library writes numbers
];
/** What stands in their place. Zeros could pass for an answer; with this, a function that reads them after all is noticed. */
const POISON = 0xcccccccc;

/** The memory without the tables that none of the functions has an address in, and an archive with these tables. */
export function withoutColdData(memory, functions) {
  const addresses = functions.flatMap(addressesIn);
  const cold = TABLES.filter(([from, to]) => !addresses.some((address) => address >= from && address < to));
  const first = new Uint32Array(memory);
  const [data] = deltasIn(first.buffer);
  const blocks = [];
  let at = 1 + 2 * data[0];
  for (let run = 0; run < data[0]; run++) {
    const from = data[1 + 2 * run];
    for (let block = from; block < from + data[2 + 2 * run]; block++, at += BLOCK) {
      const address = block * BLOCK * Uint32Array.BYTES_PER_ELEMENT;
      if (!cold.some(([from, to]) => address >= from && address < to)) continue;
      const words = data.subarray(at, at + BLOCK);
      blocks.push([block, words.map((word) => word ^ POISON)]);
      words.fill(POISON);
    }
  }
  // A delta of runs of one block, and one of nothing, where an archive has that of the memory.
  const second = [blocks.length, ...blocks.flatMap(([block]) => [block, 1]), ...blocks.flatMap(([, words]) => [...words]), 0];
  return { first: new Uint8Array(first.buffer), second: new Uint8Array(Uint32Array.from(second).buffer) };
}
