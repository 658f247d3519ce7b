// The difference between two memories, which is what a snapshot's archive holds.
//
// A delta begins with the number of its runs. Then come, for each run, its first block and its number of blocks. Then come the
// words of all these blocks, each as the exclusive or of both memories. Where the
// earlier memory is shorter, the rest of it counts as zeros.

/** The number of words that a delta holds together if any of them differs. */
export const BLOCK = 16;

/** Applies a delta to the words of a memory. */
export function apply(words: Uint32Array, delta: Uint32Array): void {
  const runs = delta[0]!;
  let from = 1 + 2 * runs;
  for (let run = 0; run < runs; run++) {
    const first = delta[1 + 2 * run]! * BLOCK;
    const end = first + delta[2 + 2 * run]! * BLOCK;
    for (let word = first; word < end; word++) words[word]! ^= delta[from++]!;
  }
}

/** Compares the words of two memories. */
export function deltaOf(before: Uint32Array, after: Uint32Array): Uint8Array {
  const runs: [number, number][] = [];
  const words: number[] = [];
  for (let first = 0; first < after.length; first += BLOCK) {
    const block = after.subarray(first, first + BLOCK).map((word, index) => word ^ (before[first + index] ?? 0));
    if (block.every((word) => word === 0)) continue;
    const last = runs.at(-1);
    if (last !== undefined && (last[0] + last[1]) * BLOCK === first) last[1]++;
    else runs.push([first / BLOCK, 1]);
    words.push(...block);
  }
  return new Uint8Array(Uint32Array.from([runs.length, ...runs.flat(), ...words]).buffer);
}

/** Takes the data of the machine code from the memory right after linking, as the delta from an empty one. */
export function takeData(initial: Uint32Array): Uint8Array {
  return deltaOf(new Uint32Array(initial.length), initial);
}

/** The deltas in an archive, one after the other: at the end that of the memory, and before it that of the machine code's data. */
export function deltasIn(archive: ArrayBuffer): Uint32Array[] {
  const content = new Uint32Array(archive);
  const found: Uint32Array[] = [];
  for (let from = 0; from < content.length; ) {
    const runs = content[from]!;
    let end = from + 1 + 2 * runs;
    for (let run = 0; run < runs; run++) end += content[from + 2 + 2 * run]! * BLOCK;
    found.push(content.subarray(from, end));
    from = end;
  }
  return found;
}
