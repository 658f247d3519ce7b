// Asks a runtime for all that the page asks Python for: node everything.mjs <starting> <runtime> <project> <questions> <answers>
//
// A question is a configuration and whether it is drawn, too. Of each answer a line is written: the report, the hash of the bytes of
// each array, of the picture and of a figure's parts, or what was raised instead. And it is counted how many questions needed the second
// part of the machine code.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [starting, runtime, project, questions, output] = process.argv.slice(2);
const { startServed, simulated } = await import(pathToFileURL(starting).href);
const { pyodide, shared } = await startServed(runtime, project);
const [simulate, draw, figure] = ["simulate_text", "draw", "figure"].map((name) => pyodide.pyimport(`simulator_page.${name}`));
const hash = (content) => createHash("sha256").update(content).digest("hex");

function answered(text) {
  const [report, ...arrays] = simulated(simulate, text);
  return [report, ...arrays.map((array) => array && hash(new Uint8Array(array.buffer)))];
}

function drawn(text) {
  const view = { heading: "Mine", description: "", logarithmic: true, shown: [0, 20] };
  const asked = { figure: { title: "Mine" }, texts: [text], originals: [`${text}\n`], rooms: ["wide", "narrow"] };
  return [draw(JSON.stringify({ ...view, curves: [{ name: "mine", text, style: 0 }] })), figure(JSON.stringify(asked))].map(hash);
}

function attempt(ask, text) {
  try {
    return ask(text);
  } catch (error) {
    return String(error);
  }
}

let needing = 0;
const answers = JSON.parse(await readFile(questions, "utf8")).map(([text, picture]) => {
  const marks = shared.map((part) => part["shared:asked"]).filter(Boolean);
  for (const mark of marks) mark.value = 0;
  const answer = JSON.stringify([attempt(answered, text), picture && attempt(drawn, text)]);
  if (marks.some(({ value }) => value === 1)) needing++;
  return answer;
});
await writeFile(output, JSON.stringify({ answers, needing }));
