// Asks a runtime for all that the page asks Python for: node everything.mjs <starting> <runtime> <project> <questions> <answers>
//
// A question is a configuration and whether it is drawn, too. Of each answer a line is written: the report, the hash of the bytes of
// each array, of the picture and of a figure's parts, or what was raised instead. As the page does, it begins without the second parts of
// the machine code and its data, and asks a Python that has them where they are needed; it counts these questions.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [starting, runtime, project, questions, output] = process.argv.slice(2);
const { startServed, simulated } = await import(pathToFileURL(starting).href);
const { asked } = await import(new URL("../src/python/machine-code.ts", pathToFileURL(starting)).href);
const hash = (content) => createHash("sha256").update(content).digest("hex");

async function start(whole) {
  const { pyodide, shared } = await startServed(runtime, project, whole);
  const [simulate, draw, figure] = ["simulate_text", "draw", "figure"].map((name) => pyodide.pyimport(`simulator_page.${name}`));
  return { simulate, draw, figure, shared };
}

function answered({ simulate }, text) {
  const [report, ...arrays] = simulated(simulate, text);
  return [report, ...arrays.map((array) => array && hash(new Uint8Array(array.buffer)))];
}

function drawn({ draw, figure }, text) {
  const view = { heading: "Mine", description: "", logarithmic: true, shown: [0, 20] };
  const asked = { figure: { title: "Mine" }, texts: [text], originals: [`${text}\n`], rooms: ["wide", "narrow"] };
  return [draw(JSON.stringify({ ...view, curves: [{ name: "mine", text, style: 0 }] })), figure(JSON.stringify(asked))].map(hash);
}

function attempt(ask, python, text) {
  try {
    return ask(python, text);
  } catch (error) {
    return String(error);
  }
}

const answer = (python, [text, picture]) => JSON.stringify([attempt(answered, python, text), picture && attempt(drawn, python, text)]);
let needing = 0;
let whole;
let first = await start(false);
const answers = [];
for (const question of JSON.parse(await readFile(questions, "utf8"))) {
  let given = answer(first, question);
  if (asked(first.shared)) {
    needing++;
    whole ??= await start(true);
    given = answer(whole, question);
    first = await start(false); // the one before has stopped anywhere
  }
  answers.push(given);
}
await writeFile(output, JSON.stringify({ answers, needing }));
