// How a curve is drawn. The rate is constant during an epoch, so an epoch is a level stretch from its start to its end;
// where epochs are narrower than a few pixels, uPlot's line through them (lowest and highest per pixel) shows the same.
import uPlot from "uplot";

const NARROWEST_STRETCH = 3; // CSS pixels

const line = uPlot.paths.linear!();

export const curvePath: uPlot.Series.PathBuilder = (chart, series, from, to) => {
  const pixelsPerEpoch = chart.over.clientWidth / (to - from + 1);
  return pixelsPerEpoch < NARROWEST_STRETCH ? line(chart, series, from, to) : stretches(chart, series, from, to);
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
