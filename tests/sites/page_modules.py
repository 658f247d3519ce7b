"""Runs modules of the page under Node.js, where no browser is needed."""

import json
from pathlib import Path
from typing import Any

from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import install_packages, run_node

PROGRAM = """
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
const stdin = { contents: SOURCE, resolveDir: "src", loader: "ts" };
const { outputFiles: [built] } = await build({ stdin, bundle: true, format: "esm", write: false });
const page = await import("data:text/javascript;base64," + Buffer.from(built.contents).toString("base64"));
await writeFile(ANSWER, JSON.stringify(await page.answer(JSON.parse(await readFile(GIVEN, "utf8")))));
"""


def answer_of_the_page(source: str, given: Any, folder: Path) -> Any:
    """Return the result of a function in TypeScript.

    Args:
        source: A module that imports what it wants from the page's modules, such as ``./format``, and exports a
            function ``answer`` that takes one value; what it promises is awaited.
        given: That value; it travels as JSON, and so does the answer.
        folder: A directory for files that are no longer needed afterwards.
    """
    install_packages(ASSETS)
    given_file, answer_file = folder / "given.json", folder / "answer.json"
    given_file.write_text(json.dumps(given), encoding="utf-8")
    program = PROGRAM
    for name, value in (("SOURCE", source), ("GIVEN", str(given_file)), ("ANSWER", str(answer_file))):
        program = program.replace(name, json.dumps(value))
    run_node("--input-type=module", "--eval", program, directory=ASSETS)
    return json.loads(answer_file.read_text(encoding="utf-8"))
