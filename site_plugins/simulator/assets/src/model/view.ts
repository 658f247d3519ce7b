// How the chart shows a curve: which scale, and which epochs. A view belongs to the state, so it is kept and shared with it.

/** Epochs from the first up to, and without, the second. */
export type EpochRange = readonly [from: number, to: number];

export interface View {
  /** Whether the rate's axis is logarithmic. */
  readonly logarithmic: boolean;
  /** The epochs to show; null for the whole training. */
  readonly zoom: EpochRange | null;
}

export const WHOLE: View = { logarithmic: false, zoom: null };

/** The epochs that a training of so many epochs shows. A zoom that lies beyond it shows the whole. */
export function visibleEpochs({ zoom }: View, length: number): EpochRange {
  if (zoom === null || zoom[0] >= length) return [0, length];
  return [zoom[0], Math.min(zoom[1], length)];
}

/** A range of so many epochs around a centre, inside the training; null where that is the whole. */
export function zoomAround(centre: number, extent: number, length: number): EpochRange | null {
  const width = Math.max(1, Math.round(extent));
  if (width >= length) return null;
  const from = Math.min(Math.max(Math.round(centre - width / 2), 0), length - width);
  return [from, from + width];
}

/** The range moved, as little as it takes, so that it has the epoch in it. */
export function including([from, to]: EpochRange, epoch: number): EpochRange {
  if (epoch < from) return [epoch, epoch + to - from];
  if (epoch >= to) return [epoch + 1 - (to - from), epoch + 1];
  return [from, to];
}
