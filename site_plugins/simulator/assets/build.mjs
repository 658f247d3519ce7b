// Bundles the page's code, with the controls that modules of a project add: node build.mjs <output directory> [<module>...]
//
// Writes the bundles and entries.json, which names the hashed file of each entry point, {"boot", "style"}, and holds two scripts:
// "early", which stands in the page itself, and "worker", which the page's code carries as text; and third-party.json, which
// names every package whose code is in them.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "./node/error-text.mjs";

const [outputDirectory, ...modules] = process.argv.slice(2);
const [BOOT, STYLE] = ["src/entry/boot.ts", "src/simulator.css"];

const common = {
  // File names in the bundles and in the metafile are relative to this directory, so that they are the same on every machine.
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  bundle: true,
  target: "es2022",
  minify: true,
  metafile: true,
};
const failed = (error) => fail("The page's code could not be bundled", error);

// Each in one piece, because a script that starts from text, or before all others, can't import its neighbours.
const whole = async (entryPoint, options) => {
  const { outputFiles, metafile } = await build({ ...common, entryPoints: [entryPoint], write: false, ...options }).catch(failed);
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
};
// Its script would fetch the machine code from a `data:` address, which the pages' policy refuses.
const decoder = {
  name: "decoder",
  setup({ onLoad }) {
    onLoad({ filter: /zstddec\.mjs$/ }, async ({ path }) => {
      const [, text] = /"(AGFzb[^"]*)"/.exec(await readFile(path, "utf8")); // how the base64 of every machine code begins
      return { contents: Buffer.from(text, "base64"), loader: "binary" };
    });
  },
};
const worker = await whole("src/python/worker.ts", { format: "esm", legalComments: "none", plugins: [decoder] });
const early = await whole("src/entry/early.ts", { format: "iife" });
const serviceWorker = await whole("src/python/service-worker.ts", { format: "iife" });

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
  define: { WORKER_SCRIPT: JSON.stringify(worker.text) },
  entryPoints: [BOOT, STYLE],
  outdir: outputDirectory,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  splitting: true,
  format: "esm",
  legalComments: "linked",
}).catch(failed);
// Not hashed: a browser asks for it again under the name that it knows.
await writeFile(join(outputDirectory, "service-worker.js"), serviceWorker.text);

const named = (source) => basename(Object.keys(metafile.outputs).find((file) => metafile.outputs[file].entryPoint === source));
const entries = { boot: named(BOOT), style: named(STYLE), early: early.text, worker: worker.text };
await writeFile(join(outputDirectory, "entries.json"), `${JSON.stringify(entries, null, 2)}\n`);

const packages = new Map([["node_modules/pyodide", new Set()]]); // not bundled, but served as it is
const bundled = Object.entries(metafile.outputs).map(([output, { inputs }]) => [basename(output), Object.keys(inputs)]);
bundled.push(["service-worker.js", serviceWorker.inputs]);
for (const [file, inputs] of bundled) {
  for (const input of inputs.includes("src/python/head-start.ts") ? [...inputs, ...worker.inputs] : inputs) {
    const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder !== undefined) packages.set(folder, (packages.get(folder) ?? new Set()).add(file));
  }
}
const described = [...packages.keys()].sort().map((folder) => describe(folder, [...packages.get(folder)].sort()));
await writeFile(join(outputDirectory, "third-party.json"), `${JSON.stringify(await Promise.all(described), null, 2)}\n`);

async function describe(folder, files) {
  const { name, version, license, repository } = JSON.parse(await readFile(join(common.absWorkingDir, folder, "package.json"), "utf8"));
  const source = (repository?.url ?? repository ?? "").replace(/^git\+|\.git$/g, "").replace(/^github:/, "https://github.com/");
  const texts = (await readdir(join(common.absWorkingDir, folder))).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const text = await Promise.all(texts.map((file) => readFile(join(common.absWorkingDir, folder, file), "utf8")));
  return { name, version, license, source, files, text: text.join("\n") };
}
