// Leaves out of Pyodide what the page's Python can't reach, in a runtime's directory: node trim.mjs <directory>
//
// The README beside this script explains each step.
import binaryen from "binaryen";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fail } from "../assets/node/error-text.mjs";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error("Usage: node trim.mjs <directory of the runtime>");
  process.exit(2);
}
const INTERPRETER = join(directory, "pyodide.asm.wasm");
const SCRIPT = join(directory, "pyodide.asm.js");
/** The script's lines that only hand an export on, or an address in memory. */
const HANDED_ON = /var (_\w+)=Module\["\1"\]=(?:wasmExports\["(\w+)"\]|\d+);/g;
const WORD = /[A-Za-z_$][\w$]*/g;

try {
  const [code, numpy, script, loader] = await Promise.all([
    readFile(INTERPRETER),
    readFile(join(directory, "numpy.wasm")),
    readFile(SCRIPT, "utf8"),
    readFile(join(directory, "pyodide.mjs"), "utf8"),
  ]);
  // What is asked for by name: by a script, by NumPy, or by the interpreter itself in the table of global addresses.
  const words = new Set(`${script.replace(HANDED_ON, "")}${loader}`.match(WORD));
  const imported = new Set([...imports(numpy), ...imports(code).filter(({ module }) => module.startsWith("GOT"))].map(({ name }) => name));
  const asked = (name) => imported.has(name) || words.has(name) || words.has(`_${name}`);
  await writeFile(INTERPRETER, withoutUnreached(code, asked));
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
  return module.emitBinary();
}

/** The script with shorter names and no spaces. Where text becomes code, which the page's policy refuses, names can't be shortened. */
function smaller(script) {
  const { transformSync } = createRequire(new URL("../assets/package.json", import.meta.url))("esbuild");
  return transformSync(script.replace(/(?<![\w$.])eval\(/g, "(0,eval)("), { minify: true, target: "es2022" }).code;
}
