// Notes which functions of a file of machine code run, and splits the file into a first part with those, and a second one.
//
// Both parts have all functions under the same numbers, so no instruction has to be changed. In each part, a function of the other
// one is a stub: it calls that function through a table with a place for each, which the first part exports and both fill. A stub of
// the first part notes the call before, because the place is empty while the second part is not there.
import * as wasm from "./wasm-file.mjs";
import { SHARED, ASKED } from "../assets/src/python/machine-code.ts";

const { WasmFile, number, constant, name, list } = wasm;
/** The name of the first part where the second one imports from it. */
const FIRST = "first";
/** The name of what notes that a function has run. */
export const ran = (index) => `${SHARED}ran ${index}`;

const exported = (text, kind, index) => [...name(text), kind, ...number(index)];
const noted = (index) => [...constant(1), wasm.GLOBAL_SET, ...number(index)];
/** A global, whose number is 0 at first. */
const ZERO = [wasm.I32, 1, ...constant(0), wasm.END];

/** The machine code, in which each function notes that it has run. */
export function noting(code) {
  const file = new WasmFile(code);
  const from = file.imported(wasm.GLOBAL) + file.globals.length;
  const { bodies } = file;
  file.bodies = bodies.map((body, index) => {
    const at = wasm.instructionsAt(body);
    return Buffer.concat([body.subarray(0, at), Buffer.from(noted(from + index)), body.subarray(at)]);
  });
  file.add(wasm.GLOBALS, bodies.map(() => ZERO));
  file.add(wasm.EXPORTS, bodies.map((_, index) => exported(ran(index), wasm.GLOBAL, from + index)));
  return file.bytes;
}

/** The two parts of the machine code, of which the first one has the functions that run, as the one that runs at once does. */
export function split(code, runs) {
  const [first, second] = [new WasmFile(code), new WasmFile(code)];
  if ([wasm.MEMORIES, wasm.TAGS].some((section) => first.sections.has(section))) throw new Error("it has a memory or a tag of its own");
  const { functions, bodies, parameters, tables, globals } = first;
  const importedFunctions = first.imported(wasm.FUNCTION);

  // The table of all functions: at first those of the first part, and then those of the second one.
  const order = [...bodies.keys()].sort((one, other) => runs[other] - runs[one] || one - other);
  const placeOf = new Map(order.map((index, place) => [index, place]));
  const calls = [wasm.FUNCTION_REFERENCE, 0, ...number(bodies.length)];
  const [importedTables, importedGlobals] = [first.imported(wasm.TABLE), first.imported(wasm.GLOBAL)];
  const [callsAt, askedAt] = [importedTables + tables.length, importedGlobals + globals.length];
  const filled = (from, to) => {
    const items = list(order.slice(from, to).map((index) => number(importedFunctions + index)));
    return [2, ...number(callsAt), ...constant(from), wasm.END, 0, ...items];
  };
  const stub = (index, note) => {
    const values = Array.from({ length: parameters[functions[index]] }, (_, value) => [wasm.LOCAL_GET, ...number(value)]);
    const call = [...constant(placeOf.get(index)), wasm.CALL_INDIRECT, ...number(functions[index]), ...number(callsAt)];
    return [0, ...note, ...values.flat(), ...call, wasm.END];
  };

  /** What the second part has from the first one, in the order of its numbers. */
  const shared = [
    ...[...tables, calls].map((type, index) => ({ kind: wasm.TABLE, type, index: importedTables + index })),
    ...globals.map((global, index) => ({ kind: wasm.GLOBAL, type: global, index: importedGlobals + index })),
  ].map((each) => ({ ...each, name: `${SHARED}${wasm.KINDS[each.kind]} ${each.index}` }));
  const count = order.filter((index) => runs[index]).length;

  first.bodies = bodies.map((body, index) => (runs[index] ? body : stub(index, noted(askedAt))));
  first.add(wasm.TABLES, [calls]);
  first.add(wasm.GLOBALS, [ZERO]);
  first.add(wasm.EXPORTS, shared.map((each) => exported(each.name, each.kind, each.index)));
  first.add(wasm.EXPORTS, [exported(ASKED, wasm.GLOBAL, askedAt)]);
  first.add(wasm.ELEMENTS, [filled(0, count)]);

  second.bodies = bodies.map((body, index) => (runs[index] ? stub(index, []) : body));
  for (const section of [wasm.CUSTOM, wasm.TABLES, wasm.GLOBALS, wasm.EXPORTS, wasm.START]) second.sections.delete(section);
  second.add(wasm.IMPORTS, shared.map((each) => [...name(FIRST), ...name(each.name), each.kind, ...each.type]));
  second.sections.set(wasm.ELEMENTS, list([filled(count)]));
  return { first: first.bytes, second: second.bytes };
}
