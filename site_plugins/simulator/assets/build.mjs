// Bundles the page's code: node build.mjs <output directory>
//
// Writes the bundles and entries.json, which names the hashed file of each entry point and holds the script that stands in the
// page itself: {"boot", "worker", "style", "early"}; and third-party.json, which names every package whose code is in them.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
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
  metafile: true,
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
  // The worker imports pyodide.mjs at run time from the runtime directory; a bundled copy would be a second one.
  external: ["pyodide"],
}).catch(failed);
const early = await build({ ...common, entryPoints: ["src/early.ts"], format: "iife", write: false }).catch(failed);
// Not hashed: a browser asks for it again under the name that it knows.
const serviceWorker = { entryPoints: ["src/service-worker.ts"], outfile: join(outputDirectory, "service-worker.js") };
const worker = await build({ ...common, ...serviceWorker, format: "iife" }).catch(failed);

const entries = { early: early.outputFiles[0].text };
for (const [name, source] of Object.entries(sources)) {
  const [file] = Object.entries(metafile.outputs).find(([, written]) => written.entryPoint === source);
  entries[name] = basename(file);
}
await writeFile(join(outputDirectory, "entries.json"), `${JSON.stringify(entries, null, 2)}\n`);

const packages = new Map([["node_modules/pyodide", []]]); // not bundled, but served as it is
for (const { outputs } of [metafile, early.metafile, worker.metafile]) {
  for (const [output, { inputs }] of Object.entries(outputs)) {
    for (const input of Object.keys(inputs)) {
      const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
      if (folder === undefined) continue;
      const files = packages.get(folder) ?? [];
      packages.set(folder, files.includes(basename(output)) ? files : [...files, basename(output)]);
    }
  }
}
const described = [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([folder, files]) => describe(folder, files.sort()));
await writeFile(join(outputDirectory, "third-party.json"), `${JSON.stringify(await Promise.all(described), null, 2)}\n`);

async function describe(folder, files) {
  const { name, version, license, repository } = JSON.parse(await readFile(join(common.absWorkingDir, folder, "package.json"), "utf8"));
  const source = (repository?.url ?? repository ?? "").replace(/^git\+|\.git$/g, "");
  const texts = (await readdir(join(common.absWorkingDir, folder))).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const text = await Promise.all(texts.map((file) => readFile(join(common.absWorkingDir, folder, file), "utf8")));
  return { name, version, license, source, files, text: text.join("\n") };
}
