// What a schedule counts, in words: epochs or steps.
import { count } from "../ui/format";

export interface Clock {
  readonly one: string;
  readonly many: string;
}

/** "1 epoch", "1,200 epochs" */
export function amount({ one, many }: Clock, number: number): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** The epoch or step with this number: "epoch 1,200" */
export function numbered({ one }: Clock, number: number): string {
  return `${one} ${count(number)}`;
}

/** The text with a capital letter, to begin a sentence. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
