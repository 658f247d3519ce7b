// Finds the documents that have machine code run which none before them did: node choosing.mjs <folder of the tools> <runtime>
// <project> <questions> <answer>
//
// The runtime's machine code is replaced by one that notes which functions run.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [simulator, runtime, project, asked, answer] = process.argv.slice(2);
const from = (...path) => import(pathToFileURL(join(simulator, ...path)).href);
const { noting, ran } = await from("machine_code", "parts.mjs");
const { MACHINE_CODE, simulated, startServed } = await from("assets", "node", "served.mjs");

for (const file of MACHINE_CODE.map((name) => join(runtime, name))) {
  await writeFile(file, noting(await readFile(file)));
}
const { pyodide, shared } = await startServed(runtime, project);
const simulate = pyodide.pyimport("simulator_page.simulate_text");
pyodide.pyimport("gc").set_threshold(20, 2, 2); // from the beginning, so that no document is chosen for being collected after
let silent = shared.flatMap((marks) => Object.keys(marks).map((_, number) => marks[ran(number)]));
const chosen = [];
const { before, documents } = JSON.parse(await readFile(asked, "utf8"));
for (const text of before) simulated(simulate, text);
silent = silent.filter(({ value }) => value === 0);
for (const [index, text] of documents.entries()) {
  simulated(simulate, text);
  const still = silent.filter(({ value }) => value === 0);
  if (still.length < silent.length) chosen.push(index);
  silent = still;
}
await writeFile(answer, JSON.stringify(chosen));
