// Leaves out of Pyodide what the page's Python can't reach, in a runtime's directory: node trim.mjs <directory> <without data>
//
// Writes the machine code without its data, as it is served beside a memory snapshot that has them, into the second directory.
// The README beside this script explains each step.
import binaryen from "binaryen";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fail } from "../assets/node/error-text.mjs";

const [directory, withoutDataAt] = process.argv.slice(2);
if (withoutDataAt === undefined) {
  console.error("Usage: node trim.mjs <directory of the runtime> <directory for what has no data>");
  process.exit(2);
}
const [INTERPRETER, NUMPY] = ["pyodide.asm.wasm", "numpy.wasm"];
/** The function that writes addresses into the data. */
const RELOCATIONS = "__wasm_apply_data_relocs";
/** The numbers of the sections of a module that hold its data, and how many there are. */
const DATA = [11, 12];
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
  await writeFile(join(directory, INTERPRETER), interpreter.emitBinary());
  await writeFile(join(withoutDataAt, INTERPRETER), withoutData(interpreter));
  await writeFile(join(withoutDataAt, NUMPY), withoutData(binaryen.readBinary(numpy)));
  await writeFile(SCRIPT, smaller(script.replace(HANDED_ON, (line, name, exported) => (asked(exported ?? name) ? line : ""))));
} catch (error) {
  fail("Pyodide's machine code could not be trimmed (the option `machine_code: published` leaves it as it is)", error);
}

function imports(code) {
  return WebAssembly.Module.imports(new WebAssembly.Module(code));
}

/** The module without the exports that nobody asks for, and without the functions that nothing calls any more. */
function withoutUnreached(code, asked) {
  const module = binaryen.readBinary(code);
  for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(code))) if (!asked(name)) module.removeExport(name);
  module.runPasses(["remove-unused-module-elements"]);
  return module;
}

/** The machine code of a module without its data, and without what writes addresses into them. */
function withoutData(module) {
  const { value } = binaryen.getExportInfo(module.getExport(RELOCATIONS));
  module.removeFunction(value);
  module.addFunction(value, binaryen.none, binaryen.none, [], module.nop());
  const code = module.emitBinary();
  const kept = [code.subarray(0, 8)];
  for (let at = 8; at < code.length; ) {
    const [length, start] = number(code, at + 1);
    if (!DATA.includes(code[at])) kept.push(code.subarray(at, start + length));
    at = start + length;
  }
  return Buffer.concat(kept);
}

/** A number that WebAssembly writes in parts of seven bits, and where the next byte is. */
function number(code, at) {
  let value = 0;
  for (let bits = 0; ; bits += 7) {
    const byte = code[at++];
    value |= (byte & 127) << bits;
    if (byte < 128) return [value, at];
  }
}

/** The script with shorter names and no spaces. Where text becomes code, which the page's policy refuses, names can't be shortened. */
function smaller(script) {
  const { transformSync } = createRequire(new URL("../assets/package.json", import.meta.url))("esbuild");
  return transformSync(script.replace(/(?<![\w$.])eval\(/g, "(0,eval)("), { minify: true, target: "es2022" }).code;
}
