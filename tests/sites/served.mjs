// Answers texts with the very files that the browser gets: node served.mjs <starting> <runtime> <project> <texts> <answers>
//
// Writes for each text the report, the rates (their bytes in base64, so that infinity and every bit come through), the seconds
// of the processor that it took, and the bytes of memory that Python has had at most until then.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [starting, runtime, project, texts, output] = process.argv.slice(2);
const { startServed } = await import(pathToFileURL(starting).href);
const { pyodide } = await startServed(runtime, project);
const simulate = pyodide.pyimport("simulator_page.simulate_text");
simulate("training: {scheduler: {name: step, iters_per_phase: 1, gamma: 1, end_epoch: 1}}").destroy(); // the first is slow

const answers = [];
for (const text of JSON.parse(await readFile(texts, "utf8"))) {
  const before = process.cpuUsage();
  try {
    const answer = simulate(text);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const [report, ...arrays] = answer.toJs({ depth: 1 });
    answer.destroy();
    const lr = arrays[0] === undefined ? null : Buffer.from(arrays[0].toJs().buffer).toString("base64");
    for (const array of arrays) array?.destroy();
    answers.push({ report, lr, seconds, memory: pyodide._module.HEAPU8.length });
  } catch (error) {
    answers.push({ failure: String(error) });
  }
}
await writeFile(output, JSON.stringify(answers));
