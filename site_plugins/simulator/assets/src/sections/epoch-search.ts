// Finds an epoch by its number, its phase, or the name of a mark.
import type { AnswerWithCurve } from "../model/answer";
import type { Clock } from "../document/clock";
import { count } from "../ui/format";
import { t } from "../ui/words";

/** The epoch that a text means, or null. A phase stands for its first epoch. */
export function findEpoch(answer: AnswerWithCurve, query: string, { one }: Clock): number | null {
  const written = query.trim().toLowerCase();
  const number = written.startsWith(one) ? written.slice(one.length).trim() : written;
  if (/^\d[\d,_]*$/.test(number)) {
    const epoch = Number(number.replace(/\D/g, ""));
    return epoch < answer.curve.lr.length ? epoch : null;
  }
  const wanted = plain(query);
  return firstOfPhase(answer, wanted) ?? answer.report.marks.find(({ label }) => plain(label) === wanted)?.epoch ?? null;
}

/** The texts that can be searched for, such as "0 to 99, or warm-up, decay 1 to decay 3, end_epoch". */
export function allowedEpochs(answer: AnswerWithCurve): string {
  const { length } = answer.curve.lr;
  const numbers = length === 1 ? "0" : t`0 to ${count(length - 1)}`;
  const names = [...phaseNames(answer), ...markNames(answer)];
  return names.length === 0 ? numbers : t`${numbers}, or ${names.join(", ")}`;
}

function firstOfPhase({ curve, report }: AnswerWithCurve, wanted: string): number | null {
  const [, words = "", digits] = /^(.*?)(\d*)$/.exec(wanted) ?? [];
  if (words === "") return null;
  const kind = report.phase_kinds.findIndex((name) => plain(name) === words);
  if (kind < 0) return null;
  const found = curve.phaseKind.findIndex(
    (other, epoch) => other === kind && (digits === "" || curve.phaseNumber[epoch] === Number(digits)),
  );
  return found < 0 ? null : found;
}

/** Each kind of phase once; a numbered one with its first and last number. */
function phaseNames({ curve, report }: AnswerWithCurve): string[] {
  const numbers = new Map<number, [first: number, last: number]>();
  for (const [epoch, kind] of curve.phaseKind.entries()) {
    const number = curve.phaseNumber[epoch] ?? 0;
    const known = numbers.get(kind);
    if (known === undefined) numbers.set(kind, [number, number]);
    else known[1] = number;
  }
  return [...numbers].flatMap(([kind, [first, last]]) => {
    const name = report.phase_kinds[kind] ?? "";
    if (name === "" || last === 0) return name === "" ? [] : [name];
    return [first === last ? `${name} ${first}` : t`${name} ${first} to ${last}`];
  });
}

/** Each kind of mark once, without those that have the name of a phase. */
function markNames({ report }: AnswerWithCurve): string[] {
  const kinds = new Map<string, string[]>();
  for (const { kind, label, epoch } of report.marks) {
    if (epoch !== null && !report.phase_kinds.includes(kind)) kinds.set(kind, [...(kinds.get(kind) ?? []), label]);
  }
  return [...kinds.values()].map((labels) => {
    const last = labels.at(-1)?.match(/\d+$/)?.[0];
    return labels.length === 1 ? labels.join() : t`${labels[0] ?? ""} to ${last ?? ""}`;
  });
}

/** Only the letters and digits of a name, so that "Warm-up" and "warm up" are the same. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "");
}
