// Removes what nothing reaches from a file of machine code, with Binaryen.
import binaryen from "binaryen";

/** The file without the exports that are not `asked` for, and without the functions that nothing reaches any more. */
export function withoutUnreached(code, asked = () => true) {
  const module = binaryen.readBinary(code);
  for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(code))) if (!asked(name)) module.removeExport(name);
  module.runPasses(["remove-unused-module-elements"]);
  const { buffer } = module.emitBinary();
  module.dispose();
  return new Uint8Array(buffer);
}
