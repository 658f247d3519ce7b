// Bundles the page's code, with the controls that modules of a project add: node build.mjs <output directory> [<module>...]
//
// Writes the bundles and entries.json, which names the hashed file of each entry point, {"boot", "style"}, and holds two scripts:
// "early", which stands in the page itself, and "worker", which the page's code carries as text; and third-party.json, which
// names every package whose code is in them.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [output, ...modules] = process.argv.slice(2);
if (output === undefined) {
  console.error("No output directory given. Usage: node build.mjs <output directory> [<module>...]");
  process.exit(2);
}

const outputDirectory = resolve(output);
const sources = {
  boot: "src/entry/boot.ts",
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
const failed = ({ message, errors = [] }) => {
  const [first] = errors; // esbuild has already printed all of them; the last line alone is shown to whoever builds the site
  const place = first?.location && `${first.location.file}:${first.location.line}:${first.location.column}: `;
  console.error(`The page's code could not be bundled: ${place ?? ""}${first?.text ?? message}`);
  process.exit(1);
};

// Whole, because a script that starts from text can't import its neighbours.
const python = { entryPoints: ["src/python/worker.ts"], format: "esm", legalComments: "none", write: false };
const worker = await build({ ...common, ...python }).catch(failed);
const workerScript = worker.outputFiles[0].text;

// As if they stood beside the page's own modules, so that the files are the same wherever a project lies.
const added = {
  name: "added",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^added:/ }, ({ path }) => ({ path, namespace: "added" }));
    onLoad({ filter: /^added:/, namespace: "added" }, async ({ path }) => {
      const contents = await readFile(modules[Number(path.replace("added:", ""))], "utf8");
      return { contents, loader: "ts", resolveDir: join(common.absWorkingDir, "src") };
    });
  },
};

const { metafile } = await build({
  ...common,
  inject: modules.map((_, index) => `added:${index}`),
  plugins: [added],
  define: { WORKER_SCRIPT: JSON.stringify(workerScript) },
  entryPoints: Object.values(sources),
  outdir: outputDirectory,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  splitting: true,
  format: "esm",
  legalComments: "linked",
}).catch(failed);
const early = await build({ ...common, entryPoints: ["src/entry/early.ts"], format: "iife", write: false }).catch(failed);
// Not hashed: a browser asks for it again under the name that it knows.
const offline = { entryPoints: ["src/python/service-worker.ts"], outfile: join(outputDirectory, "service-worker.js") };
const serviceWorker = await build({ ...common, ...offline, format: "iife" }).catch(failed);

const entries = { early: early.outputFiles[0].text, worker: workerScript };
for (const [name, source] of Object.entries(sources)) {
  const [file] = Object.entries(metafile.outputs).find(([, written]) => written.entryPoint === source);
  entries[name] = basename(file);
}
await writeFile(join(outputDirectory, "entries.json"), `${JSON.stringify(entries, null, 2)}\n`);

const packages = new Map([["node_modules/pyodide", []]]); // not bundled, but served as it is
const inWorker = Object.values(worker.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
for (const { outputs } of [metafile, early.metafile, serviceWorker.metafile]) {
  for (const [output, { inputs }] of Object.entries(outputs)) {
    for (const input of [...Object.keys(inputs), ...("src/python/head-start.ts" in inputs ? inWorker : [])]) {
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
