// Divides long curves into blocks of epochs. Every keystroke redraws the chart. With nine curves of a million epochs,
// reading each epoch every time would be too slow. So the lowest and highest rate of each block are found once per curve.

/** The chart's data of a curve: null where the scale can't show the rate, undefined after the curve's end. */
export type ShownRates = ArrayLike<number | null | undefined>;

const BLOCK = 256; // epochs

interface Blocks {
  /** The lowest rate of each block; NaN for one with nothing to show. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

const known = new WeakMap<ShownRates, Blocks>();

function blocksOf(rates: ShownRates): Blocks {
  const found = known.get(rates) ?? inBlocks(rates);
  known.set(rates, found);
  return found;
}

/** The lowest and the highest rate of the epochs from the first to before the second; null when there is none to show. */
export function extremesWithin(rates: ShownRates, from: number, to: number): [lowest: number, highest: number] | null {
  const end = Math.min(to, rates.length);
  const [firstBlock, lastBlock] = [Math.ceil(from / BLOCK), Math.floor(end / BLOCK)];
  if (firstBlock >= lastBlock) return extremes(rates, from, end);
  const { lowest, highest } = blocksOf(rates);
  const parts = [extremes(rates, from, firstBlock * BLOCK), extremes(rates, lastBlock * BLOCK, end)];
  for (let block = firstBlock; block < lastBlock; block++) {
    if (!Number.isNaN(lowest[block]!)) parts.push([lowest[block]!, highest[block]!]);
  }
  return parts.reduce(wider, null);
}

function inBlocks(rates: ShownRates): Blocks {
  const blocks = Math.ceil(rates.length / BLOCK);
  const [lowest, highest] = [new Float64Array(blocks).fill(NaN), new Float64Array(blocks).fill(NaN)];
  for (let block = 0; block < blocks; block++) {
    const found = extremes(rates, block * BLOCK, Math.min((block + 1) * BLOCK, rates.length));
    if (found !== null) [lowest[block], highest[block]] = found;
  }
  return { lowest, highest };
}

function extremes(rates: ShownRates, from: number, end: number): [number, number] | null {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let epoch = from; epoch < end; epoch++) {
    const rate = rates[epoch];
    if (rate === null || rate === undefined) continue;
    if (rate < lowest) lowest = rate;
    if (rate > highest) highest = rate;
  }
  return lowest <= highest ? [lowest, highest] : null;
}

function wider(one: [number, number] | null, other: [number, number] | null): [number, number] | null {
  if (one === null || other === null) return one ?? other;
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}
