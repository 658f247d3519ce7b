// Starts the served runtime under Node.js, with the same parts in the same places as src/python.ts does in the browser.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

/** Pyodide with the library of `directory`, and with the archive `project`, a file, if there is one. */
export async function startServed(directory, project, options = {}) {
  const root = "/lib/project.zip";
  const folder = await mkdtemp(join(tmpdir(), "served-"));
  try {
    const library = join(folder, "library.zip");
    await writeFile(library, gunzipSync(await readFile(join(directory, "library.bin"))));
    const { loadPyodide } = await import(pathToFileURL(join(directory, "pyodide.mjs")).href);
    const pyodide = await loadPyodide({
      indexURL: directory,
      stdLibURL: library,
      lockFileContents: await readFile(join(directory, "pyodide-lock.json"), "utf8"),
      stdout: () => undefined,
      ...options,
    });
    if (project !== undefined) {
      pyodide.FS.writeFile(root, gunzipSync(await readFile(project)));
      pyodide.pyimport("sys").path.append(root);
    }
    return pyodide;
  } finally {
    await rm(folder, { recursive: true });
  }
}
