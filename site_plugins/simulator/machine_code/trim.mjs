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
if (withoutDataAt === undefined) {
  console.error("Usage: node trim.mjs <directory of the runtime> <directory for what has no data>");
  process.exit(2);
}
const [INTERPRETER, NUMPY] = ["pyodide.asm.wasm", "numpy.wasm"];
/** The function that writes addresses into the data. */
const RELOCATIONS = "__wasm_apply_data_relocs";
const SCRIPT = join(directory, "pyodide.asm.js");
/** The script's lines that only hand an export on, or an address in memory. */
const HANDED_ON = /var (_\w+)=Module\["\1"\]=(?:wasmExports\["(\w+)"\]|\d+);/g;
const WORD = /[A-Za-z_$][\w$]*/g;

try {
  const [code, numpy, script, loader] = await Promise.all([
    readFile(join(directory, INTERPRETER)),
    readFile(join(directory, NUMPY)),
    readFile(SCRIPT, "utf8"),
    readFile(join(directory, "pyodide.mjs"), "utf8"),
  ]);
  // What is asked for by name: by a script, by NumPy, or by the interpreter itself in the table of global addresses.
  const words = new Set(`${script.replace(HANDED_ON, "")}${loader}`.match(WORD));
  const imported = new Set([...imports(numpy), ...imports(code).filter(({ module }) => module.startsWith("GOT"))].map(({ name }) => name));
  const asked = (name) => imported.has(name) || words.has(name) || words.has(`_${name}`);
  const interpreter = withoutUnreached(code, asked);
  await writeFile(join(directory, INTERPRETER), interpreter);
  await writeFile(join(withoutDataAt, INTERPRETER), withoutData(interpreter));
  await writeFile(join(withoutDataAt, NUMPY), withoutData(numpy));
  await writeFile(SCRIPT, smaller(script.replace(HANDED_ON, (line, name, exported) => (asked(exported ?? name) ? line : ""))));
} catch (error) {
  fail("Pyodide's machine code could not be trimmed (the option `machine_code: published` leaves it as it is)", error);
}

function imports(code) {
  return WebAssembly.Module.imports(new WebAssembly.Module(code));
}

/** The machine code without its data, and without what writes addresses into them. */
function withoutData(code) {
  const file = new WasmFile(code);
  const relocations = file.exports.find(({ name }) => name === RELOCATIONS).index - file.imported(FUNCTION);
  file.bodies = file.bodies.map((body, index) => (index === relocations ? [0, END] : body));
  file.drop(DATA, DATA_COUNT);
  return file.bytes;
}

/** The script with shorter names and no spaces. Where text becomes code, which the page's policy refuses, names can't be shortened. */
function smaller(script) {
  const { transformSync } = createRequire(new URL("../assets/package.json", import.meta.url))("esbuild");
  return transformSync(script.replace(/(?<![\w$.])eval\(/g, "(0,eval)("), { minify: true, target: "es2022" }).code;
}
