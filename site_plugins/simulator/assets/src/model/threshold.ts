// The rate of the table's column "Falls below". People type it as in the configuration.
import { isPlainNumber } from "../document/plain-number";
import { t } from "../ui/words";

export const USUAL_THRESHOLD = "1e-3";
export const LONGEST_THRESHOLD = 30; // characters

/** The rate that the text means, or a sentence that says why it means none. */
export function readThreshold(written: string): number | { readonly problem: string } {
  const text = written.trim();
  const rate = isPlainNumber(text) ? Number(text) : NaN;
  if (Number.isFinite(rate) && rate > 0) return rate;
  const found = text === "" ? t`Nothing is written here` : t`${text} is not a rate above 0`;
  return { problem: t`${found}: write a number such as 0.001 or 1e-3.` };
}
