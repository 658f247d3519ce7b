// Reads the instructions of a function, to find the addresses of data in it.
//
// The format is that of the WebAssembly core specification, chapter "Instructions". An instruction that is not expected is an error.
import { I32_ADD, I32_CONST, Reader, instructionsAt } from "./wasm-file.mjs";

/** Where Emscripten has the interpreter's data begin. */
const DATA_AT = 1024;
const [BRANCH_TABLE, SELECT, F32_CONST, F64_CONST, OF_MEMORY] = [0x0e, 0x1c, 0x43, 0x44, 0xfc];
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
/** How many numbers follow an instruction. */
const NUMBERS = new Map([
  ...[0x00, 0x01, 0x05, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, ...range(0x45, 0xc4), 0xd1].map((code) => [code, 0]),
  ...[...range(0x02, 0x04), ...range(0x06, 0x09), 0x0c, 0x0d, 0x10, 0x12, 0x18, ...range(0x20, 0x26)].map((code) => [code, 1]),
  ...[...range(0x3f, 0x42), 0xd0, 0xd2].map((code) => [code, 1]),
  ...[0x11, 0x13, ...range(0x28, 0x3e)].map((code) => [code, 2]),
]);
/** The same for the instructions that copy and fill, which share a first byte. */
const NUMBERS_OF_MEMORY = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** The addresses in a function: the constants that are added to something, which in code for any place is where the data begin. */
export function addressesIn(body) {
  const reader = new Reader(body, instructionsAt(body));
  const found = [];
  while (reader.at < body.length) {
    const instruction = reader.byte();
    switch (instruction) {
      case BRANCH_TABLE:
        reader.list(() => reader.number());
        reader.number();
        break;
      case SELECT:
        reader.list(() => reader.byte());
        break;
      case F32_CONST:
        reader.take(4);
        break;
      case F64_CONST:
        reader.take(8);
        break;
      default: {
        const count = instruction === OF_MEMORY ? NUMBERS_OF_MEMORY[reader.number()] : NUMBERS.get(instruction);
        if (count === undefined) throw new Error(`the instruction ${instruction} is not expected`);
        const [value] = Array.from({ length: count }, () => reader.number());
        if (instruction === I32_CONST && body[reader.at] === I32_ADD) found.push(DATA_AT + value);
      }
    }
  }
  return found;
}
