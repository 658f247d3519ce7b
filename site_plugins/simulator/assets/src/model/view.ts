// A view: the scale and the epochs that the chart shows. It is part of the state, so it is stored and shared with it.

/** A range of epochs: the first one, and the one after the last. */
export type EpochRange = readonly [from: number, to: number];

export interface View {
  /** Whether the rate's axis is logarithmic. */
  readonly logarithmic: boolean;
  /** The epochs to show; null for the whole training. */
  readonly zoom: EpochRange | null;
}

export const WHOLE: View = { logarithmic: false, zoom: null };

/** The epochs to show of a training of this length. A zoom outside of it shows the whole training. */
export function visibleEpochs({ zoom }: View, length: number): EpochRange {
  if (zoom === null || zoom[0] >= length) return [0, length];
  return [zoom[0], Math.min(zoom[1], length)];
}

/** A range of this many epochs around a centre, within the training; null where that is the whole training. */
export function zoomAround(centre: number, extent: number, length: number): EpochRange | null {
  const width = Math.max(1, Math.round(extent));
  if (width >= length) return null;
  const from = Math.min(Math.max(Math.round(centre - width / 2), 0), length - width);
  return [from, from + width];
}

/** The range, moved as little as possible so that it contains the epoch. */
export function including([from, to]: EpochRange, epoch: number): EpochRange {
  if (epoch < from) return [epoch, epoch + to - from];
  if (epoch >= to) return [epoch + 1 - (to - from), epoch + 1];
  return [from, to];
}
