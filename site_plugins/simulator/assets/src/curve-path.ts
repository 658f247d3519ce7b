// How a curve is drawn. The rate is constant during an epoch, so an epoch is a level stretch from its start to its end;
// where epochs are narrower than a few pixels, uPlot's line through them (lowest and highest per pixel) shows the same, and
// where whole blocks of epochs are narrower than a pixel, so does a line through lowest and highest of each block.
import uPlot from "uplot";
import { BLOCK, blocksOf } from "./blocks";

const NARROWEST_STRETCH = 3; // CSS pixels

const line = uPlot.paths.linear!();

export const curvePath: uPlot.Series.PathBuilder = (chart, series, from, to) => {
  const pixelsPerEpoch = chart.over.clientWidth / (to - from + 1);
  if (pixelsPerEpoch >= NARROWEST_STRETCH) return stretches(chart, series, from, to);
  return pixelsPerEpoch * BLOCK * devicePixelRatio < 1 ? blocks(chart, series, from, to) : line(chart, series, from, to);
};

const blocks: uPlot.Series.PathBuilder = (chart, series, from, to) => {
  const path = new Path2D();
  const { lowest, highest } = blocksOf(chart.data[series]!);
  let [connected, before] = [false, NaN];
  for (let block = Math.floor(from / BLOCK); block * BLOCK <= to && block < lowest.length; block++) {
    const [low, high] = [lowest[block]!, highest[block]!];
    if (Number.isNaN(low)) {
      connected = false;
      continue;
    }
    const x = chart.valToPos((block + 0.5) * BLOCK, "x", true);
    // First what is nearer to where the line comes from, so that it does not go up and down twice.
    const nearer = Math.abs(before - high) < Math.abs(before - low) ? [high, low] : [low, high];
    for (const rate of nearer) {
      const y = Math.round(chart.valToPos(rate, "y", true));
      if (connected) path.lineTo(x, y);
      else path.moveTo(x, y);
      connected = true;
      before = rate;
    }
  }
  return { stroke: path };
};

/** The data's x is the middle of each epoch. */
const stretches: uPlot.Series.PathBuilder = (chart, series, from, to) => {
  const path = new Path2D();
  const rates = chart.data[series]!;
  let connected = false;
  for (let epoch = from; epoch <= to; epoch++) {
    const rate = rates[epoch];
    if (rate === null || rate === undefined) {
      connected = false;
      continue;
    }
    const y = Math.round(chart.valToPos(rate, "y", true));
    const left = chart.valToPos(epoch, "x", true);
    if (connected) path.lineTo(left, y);
    else path.moveTo(left, y);
    path.lineTo(chart.valToPos(epoch + 1, "x", true), y);
    connected = true;
  }
  return { stroke: path };
};
