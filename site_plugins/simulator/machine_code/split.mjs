// Splits the machine code of a runtime's directory into what is used and the rest: node split.mjs <runtime> <project> <asked>
//
// First it has a Python with this project's modules answer what is asked, and notes which functions run. For that, machine code
// that notes them stands in the directory for a while. Then it splits.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../assets/node/error-text.mjs";
import { packed } from "../assets/node/packing.mjs";
import { MACHINE_CODE, simulated, startServed, unpacked } from "../assets/node/served.mjs";
import { secondOf } from "../assets/src/python/machine-code.ts";
import { withoutColdData } from "./cold-data.mjs";
import { noting, ran, split } from "./parts.mjs";
import { withoutUnreached } from "./unreached.mjs";
import { WasmFile } from "./wasm-file.mjs";

const [runtime, project, asked] = process.argv.slice(2);
const FILES = MACHINE_CODE.map((file) => join(runtime, file));
const MEMORY = join(runtime, "memory.bin");

try {
  const codes = await Promise.all(FILES.map((file) => readFile(file)));
  await Promise.all(FILES.map((file, index) => writeFile(file, noting(codes[index]))));
  const { pyodide, shared } = await startServed(runtime, project);
  answer(pyodide, JSON.parse(await readFile(asked, "utf8")));
  const runs = shared.map((marks) => Object.keys(marks).map((_, number) => marks[ran(number)].value === 1));
  for (const [index, file] of FILES.entries()) {
    const { first, second } = split(codes[index], runs[index]);
    await writeFile(file, withoutUnreached(first));
    await writeFile(secondOf(file), second);
  }
  const used = new WasmFile(codes[0]).bodies.filter((_, number) => runs[0][number]);
  const { first, second } = withoutColdData(await unpacked(MEMORY), used);
  await writeFile(MEMORY, packed(first));
  await writeFile(secondOf(MEMORY), packed(second));
} catch (error) {
  fail("Pyodide's machine code could not be split (the option `machine_code: published` leaves it whole)", error);
}

/** Asks all that the page asks, in the way of the page. */
function answer(pyodide, { longest, texts, pictures, figures }) {
  const [simulate, draw, figure] = ["simulate_text", "draw", "figure"].map((name) => pyodide.pyimport(`simulator_page.${name}`));
  pyodide.pyimport("sys").version;
  pyodide.pyimport("numpy.__version__");
  // First, because memory that has grown is enough for all that follows. It grows once more at each turn, so it ends at any place.
  const { grow } = WebAssembly.Memory.prototype;
  let grows = 0;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (grows-- > 0) return grow.call(this, pages);
    throw new RangeError("no memory");
  };
  for (let lacking = true; lacking; grows = 1) {
    lacking = longest.filter((text) => attempt(() => simulated(simulate, text), "MemoryError")).length > 0;
  }
  WebAssembly.Memory.prototype.grow = grow;
  for (const text of texts) simulated(simulate, text);
  pyodide.pyimport("gc").set_threshold(20, 2, 2); // has old objects collected, too, which otherwise takes many edits
  for (const text of texts) simulated(simulate, text);
  for (const picture of pictures) attempt(() => draw(JSON.stringify(picture)), "ConfigError");
  for (const request of figures) figure(JSON.stringify(request));
}

/** Whether Python raises an error, which is told by its machine code, too. */
function attempt(call, raised) {
  try {
    call();
    return false;
  } catch (error) {
    if (!String(error).includes(raised)) throw error;
    return true;
  }
}
