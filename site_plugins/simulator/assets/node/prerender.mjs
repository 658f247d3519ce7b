// Computes answers with the very files that the browser gets: node prerender.mjs <runtime> <project> <input> <output>
//
// Another NumPy could differ from the browser's in the last digit of a cosine, and another Python has modules that the browser
// lacks. The input holds configurations by name, as JSON; for each, the report and the curve are written, again as JSON, whose
// numbers read back as the very same.
import { readFile, writeFile } from "node:fs/promises";
import { fail } from "./error-text.mjs";
import { startServed } from "./served.mjs";

const [runtime, project, input, output] = process.argv.slice(2);

let doing = "The browser's Python could not be started";
try {
  const { pyodide } = await startServed(runtime, project);
  const simulate = pyodide.pyimport("simulator_page.simulate_text");
  const answers = {};
  for (const [name, text] of Object.entries(JSON.parse(await readFile(input, "utf8")))) {
    doing = `The example of ${name} can't be simulated in the browser`;
    const [report, ...arrays] = simulate(text).toJs({ depth: 1 });
    if (arrays.includes(undefined)) throw new Error(`The configuration has no curve: ${report}`);
    const [lr, phaseKind, phaseNumber] = arrays.map((array) => Array.from(array.toJs()));
    if (!lr.every(Number.isFinite)) throw new Error("JSON can't express a rate that is not finite.");
    answers[name] = { report: JSON.parse(report), curve: { lr, phaseKind, phaseNumber } };
  }
  await writeFile(output, JSON.stringify(answers));
} catch (error) {
  fail(doing, error);
}
