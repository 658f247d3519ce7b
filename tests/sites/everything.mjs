// Asks a runtime for all that the page asks Python for: node everything.mjs <starting> <runtime> <project> <questions> <answers>
//
// A question is a configuration and whether it is drawn, too. Of each answer a line is written: the report, the hash of the bytes of
// each array, of the picture and of a figure's parts, or what was raised instead.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [starting, runtime, project, questions, output] = process.argv.slice(2);
const { startServed } = await import(pathToFileURL(starting).href);
const { pyodide } = await startServed(runtime, project);
const [simulate, draw, figure] = ["simulate_text", "draw", "figure"].map((name) => pyodide.pyimport(`simulator_page.${name}`));
const hash = (content) => createHash("sha256").update(content).digest("hex");

function simulated(text) {
  const answer = simulate(text);
  const [report, ...arrays] = answer.toJs({ depth: 1 });
  answer.destroy();
  return [report, ...arrays.map((array) => array && hash(new Uint8Array(array.toJs().buffer)))];
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

const answers = JSON.parse(await readFile(questions, "utf8")).map(([text, picture]) =>
  JSON.stringify([attempt(simulated, text), picture && attempt(drawn, text)]),
);
await writeFile(output, JSON.stringify(answers));
