// Takes out of the memory's data what only functions of the second part read.
import { BLOCK, apply, deltaOf, deltasIn, takeData } from "../assets/src/python/delta.ts";
import { I32_ADD, I32_CONST, Reader } from "./wasm-file.mjs";

/** Tables of numbers that have no text among them, by their addresses in the memory of Pyodide 0.28.3: from, and up to. */
const TABLES = [
  [0x98000, 0xf0000], // the codecs of Python for Chinese, Japanese and Korean; a number that is no address lies between
  [0xf1000, 0x123000],
  [0x154000, 0x1b4000], // the names of all characters, and what they are composed of, for the module unicodedata
  [0x25c000, 0x27b000], // the character sets of the C library
];
/** What stands in their place. Zeros could pass for an answer; with this, a function that reads them after all is noticed. */
const POISON = 0xcccccccc;
/** Where Emscripten has the interpreter's data begin. */
const DATA_AT = 1024;

/** The memory without the tables that none of the functions has an address in, and an archive with these tables. */
export function withoutColdData(memory, functions) {
  const addresses = functions.flatMap(addressesIn);
  const cold = TABLES.filter(([from, to]) => !addresses.some((address) => address >= from && address < to));
  const [data, snapshot] = deltasIn(memory);
  const [lastBlock, blocks] = data.subarray(2 * data[0] - 1);
  const whole = new Uint32Array((lastBlock + blocks) * BLOCK);
  apply(whole, data);
  const first = whole.slice();
  for (const bounds of cold) first.fill(POISON, ...bounds.map((address) => address / Uint32Array.BYTES_PER_ELEMENT));
  return {
    first: Buffer.concat([takeData(first), new Uint8Array(memory, snapshot.byteOffset)]),
    second: Buffer.concat([deltaOf(first, whole), deltaOf(whole, whole)]), // each archive ends with a delta of the snapshot
  };
}

/**
 * The addresses in a function: the constants that are added to something, which in code for any place is where the data begin.
 *
 * They are found by their bytes. Where such bytes are part of other instructions, a table may stay that could have gone.
 */
function addressesIn(body) {
  const found = [];
  for (let at = body.indexOf(I32_CONST); at >= 0; at = body.indexOf(I32_CONST, at + 1)) {
    const reader = new Reader(body, at + 1);
    const value = reader.number();
    if (reader.byte() === I32_ADD) found.push(DATA_AT + value);
  }
  return found;
}
