// Runs Python as the command line does, in unmodified Pyodide under Node.js, on this machine's files.
// The first argument is the path under which the program was called: Python finds its virtual environment by it.
import { readdirSync } from "node:fs";
import { loadPyodide } from "./pyodide.mjs";

/** The folders at the top that Pyodide has itself. */
const OWN = ["dev", "lib", "proc"];

/** Makes this machine's folders those of Pyodide. */
function mountAll(FS) {
  for (const name of readdirSync("/").filter((name) => !OWN.includes(name))) {
    FS.mkdirTree(`/${name}`);
    FS.mount(FS.filesystems.NODEFS, { root: `/${name}` }, `/${name}`);
  }
  FS.chdir(process.cwd());
}

const [program, ...args] = process.argv.slice(2);
try {
  const pyodide = await loadPyodide({
    args,
    env: { PYTHONINSPECT: "", ...process.env, HOME: process.cwd() },
    _sysExecutable: program,
    fsInit: async (FS) => mountAll(FS),
  });
  process.exit(pyodide._module._run_main());
} catch (error) {
  if (error.name !== "ExitStatus") throw error;
  process.exit(error.status);
}
