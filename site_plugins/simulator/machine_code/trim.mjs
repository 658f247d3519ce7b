// Leaves out of Pyodide what the page's Python can't reach, in a runtime's directory: node trim.mjs <directory> <without data>
//
// Writes the machine code without its data, as it is served beside a memory snapshot that has them, into the second directory.
// The README beside this script explains each step.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fail } from "../assets/node/error-text.mjs";
import { withoutUnreached } from "./unreached.mjs";
import { DATA, DATA_COUNT, END, FUNCTION, WasmFile } from "./wasm-file.mjs";

const [directory, withoutDataAt] = process.argv.slice(2);
const [INTERPRETER, NUMPY, SCRIPT, LOADER] = ["pyodide.asm.wasm", "numpy.wasm", "pyodide.asm.js", "pyodide.mjs"];
/** The function that writes addresses into the data. */
const RELOCATIONS = "__wasm_apply_data_relocs";
/** The script's lines that only hand an export on, or an address in memory. */
const HANDED_ON = /var (_\w+)=Module\["\1"\]=(?:wasmExports\["(\w+)"\]|\d+);/g;
const WORD = /[A-Za-z_$][\w$]*/g;

try {
  const [code, numpy] = await Promise.all([INTERPRETER, NUMPY].map((name) => readFile(join(directory, name))));
  const [script, loader] = await Promise.all([SCRIPT, LOADER].map((name) => readFile(join(directory, name), "utf8")));
  // What is asked for by name: by a script, by NumPy, or by the interpreter itself in the table of global addresses.
  const words = new Set(`${script.replace(HANDED_ON, "")}${loader}`.match(WORD));
  const addresses = new WasmFile(code).imports.filter(({ module }) => module.startsWith("GOT"));
  const imported = new Set([...new WasmFile(numpy).imports, ...addresses].map(({ name }) => name));
  const asked = (name) => imported.has(name) || words.has(name) || words.has(`_${name}`);
  const interpreter = withoutUnreached(code, asked);
  await writeFile(join(directory, INTERPRETER), interpreter);
  await writeFile(join(withoutDataAt, INTERPRETER), withoutData(interpreter));
  await writeFile(join(withoutDataAt, NUMPY), withoutData(numpy));
  const left = script.replace(HANDED_ON, (line, name, exported) => (asked(exported ?? name) ? line : ""));
  await writeFile(join(directory, SCRIPT), smaller(left));
} catch (error) {
  fail("Pyodide's machine code could not be trimmed (the option `machine_code: published` leaves it as it is)", error);
}

/** The machine code without its data, and without what writes addresses into them. */
function withoutData(code) {
  const file = new WasmFile(code);
  const relocations = file.exports.find(({ name }) => name === RELOCATIONS).index - file.imported(FUNCTION);
  file.bodies = file.bodies.map((body, index) => (index === relocations ? [0, END] : body));
  for (const section of [DATA, DATA_COUNT]) file.sections.delete(section);
  return file.bytes;
}

/** The script with shorter names and no spaces. Where text becomes code, which the page's policy refuses, names can't be shortened. */
function smaller(script) {
  const { transformSync } = createRequire(new URL("../assets/package.json", import.meta.url))("esbuild");
  return transformSync(script.replace(/(?<![\w$.])eval\(/g, "(0,eval)("), { minify: true, target: "es2022" }).code;
}
