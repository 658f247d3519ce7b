// Bundles the page's code: node build.mjs <output directory>
//
// Writes the bundles and entries.json, which names the hashed file of each entry point and holds the script that stands in the
// page itself: {"boot", "worker", "style", "early"}.
import { build } from "esbuild";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [output] = process.argv.slice(2);
if (output === undefined) {
  console.error("No output directory given. Usage: node build.mjs <output directory>");
  process.exit(2);
}

const outputDirectory = resolve(output);
const sources = {
  boot: "src/boot.ts",
  worker: "src/worker.ts",
  style: "src/simulator.css",
};

const common = {
  // File names in the bundles and in the metafile are relative to this directory, so that they are the same on every machine.
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  bundle: true,
  target: "es2022",
  minify: true,
};
const failed = () => process.exit(1); // esbuild has already printed each error with its place

const { metafile } = await build({
  ...common,
  entryPoints: Object.values(sources),
  outdir: outputDirectory,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  splitting: true,
  format: "esm",
  legalComments: "linked",
  metafile: true,
  // The worker imports pyodide.mjs at run time from the runtime directory; a bundled copy would be a second one.
  external: ["pyodide"],
}).catch(failed);
const early = await build({ ...common, entryPoints: ["src/early.ts"], format: "iife", write: false }).catch(failed);
// Not hashed: a browser asks for it again under the name that it knows.
const serviceWorker = { entryPoints: ["src/service-worker.ts"], outfile: join(outputDirectory, "service-worker.js") };
await build({ ...common, ...serviceWorker, format: "iife" }).catch(failed);

const entries = { early: early.outputFiles[0].text };
for (const [name, source] of Object.entries(sources)) {
  const [file] = Object.entries(metafile.outputs).find(([, written]) => written.entryPoint === source);
  entries[name] = basename(file);
}
await writeFile(join(outputDirectory, "entries.json"), `${JSON.stringify(entries, null, 2)}\n`);
