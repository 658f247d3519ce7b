// Reads a file of machine code, and writes it again, as far as functions are moved between files.
//
// The format is that of the WebAssembly core specification, chapter "Binary Format". A file is a list of sections, most of which
// are lists. A function's instructions are left as they are, so that the numbers in them must stay right.

/** The numbers of the sections. */
export const [CUSTOM, TYPES, IMPORTS, FUNCTIONS, TABLES, MEMORIES, GLOBALS, EXPORTS, START, ELEMENTS, CODE, DATA, DATA_COUNT, TAGS] =
  Array(14).keys();
const ORDER = [CUSTOM, TYPES, IMPORTS, FUNCTIONS, TABLES, MEMORIES, TAGS, GLOBALS, EXPORTS, START, ELEMENTS, DATA_COUNT, CODE, DATA];
/** What an import or an export is, in the order of the numbers that stand for it. */
export const KINDS = ["function", "table", "memory", "global", "tag"];
export const [FUNCTION, TABLE, , GLOBAL] = KINDS.keys();
/** The instructions that are written or looked for. */
export const [END, CALL_INDIRECT, LOCAL_GET, GLOBAL_GET, GLOBAL_SET, I32_CONST, I32_ADD] = [0x0b, 0x11, 0x20, 0x23, 0x24, 0x41, 0x6a];
export const [I32, FUNCTION_REFERENCE, FUNCTION_TYPE] = [0x7f, 0x70, 0x60];

/** A number as WebAssembly writes it, in parts of seven bits. */
export function number(value) {
  const parts = [];
  for (; value > 127; value >>>= 7) parts.push((value & 127) | 128);
  return [...parts, value];
}

/** A constant, which is signed: the sixth bit of its last part would make it a negative one. */
export function constant(value) {
  const parts = number(value);
  if (parts.at(-1) > 63) parts.push(parts.pop() | 128, 0);
  return [I32_CONST, ...parts];
}

export const name = (text) => sized(Buffer.from(text));

/** A list of items, each of which is a list of bytes. */
export const list = (items) => Buffer.concat([Buffer.from(number(items.length)), ...items.map((item) => Buffer.from(item))]);

function sized(content) {
  return Buffer.concat([Buffer.from(number(content.length)), content]);
}

export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** A number. Of a signed one, only its end is right. */
  number() {
    let value = 0;
    for (let bits = 0; ; bits += 7) {
      const byte = this.byte();
      value |= (byte & 127) << bits;
      if (byte < 128) return value;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  list(read) {
    return Array.from({ length: this.number() }, () => read(this));
  }

  /** The value that a global has at first. */
  value() {
    for (let instruction = this.byte(); instruction !== END; instruction = this.byte()) {
      if (instruction === I32_CONST || instruction === GLOBAL_GET) this.number();
      else if (instruction !== I32_ADD) throw new Error(`a global begins with the instruction ${instruction}, which is not expected`);
    }
  }
}

/** Where the instructions of a function begin, after its local variables. */
export function instructionsAt(body) {
  const reader = new Reader(body);
  reader.list(() => [reader.number(), reader.byte()]);
  return reader.at;
}

export class WasmFile {
  /** The content of each section by its number. Of the custom ones it is the first, by which Emscripten links the file. */
  sections = new Map();

  constructor(bytes) {
    const reader = new Reader(Buffer.from(bytes), 8);
    while (reader.at < bytes.length) {
      const section = reader.byte();
      const content = reader.take(reader.number());
      if (!this.sections.has(section)) this.sections.set(section, content);
    }
  }

  /** The items of a section, as `read` gives them; none where there is no such section. */
  #items(section, read) {
    return new Reader(this.sections.get(section) ?? Buffer.of(0)).list(read);
  }

  /** The number of parameters of each type of functions. */
  get parameters() {
    return this.#items(TYPES, (reader) => {
      if (reader.byte() !== FUNCTION_TYPE) throw new Error("a type is that of no function, which is not expected");
      const parameters = reader.take(reader.number()).length;
      reader.take(reader.number());
      return parameters;
    });
  }

  /** What it imports, each with its module, its name and its kind. */
  get imports() {
    return WebAssembly.Module.imports(new WebAssembly.Module(this.bytes));
  }

  /** How many imports are of a kind. */
  imported(kind) {
    return this.imports.filter((each) => each.kind === KINDS[kind]).length;
  }

  /** The number of the type of each function of its own. */
  get functions() {
    return this.#items(FUNCTIONS, (reader) => reader.number());
  }

  /** The type of each table of its own. */
  get tables() {
    return this.#items(TABLES, (reader) => {
      const from = reader.at;
      reader.byte();
      const limits = reader.number() & 1 ? ["least", "most"] : ["least"];
      for (const _ of limits) reader.number();
      return reader.bytes.subarray(from, reader.at);
    });
  }

  /** The type of each global of its own. */
  get globals() {
    return this.#items(GLOBALS, (reader) => {
      const type = reader.take(2);
      reader.value();
      return type;
    });
  }

  get exports() {
    return this.#items(EXPORTS, (reader) => ({
      name: reader.take(reader.number()).toString(),
      kind: reader.byte(),
      index: reader.number(),
    }));
  }

  /** What each function of its own consists of: its local variables, and its instructions. */
  get bodies() {
    return this.#items(CODE, (reader) => reader.take(reader.number()));
  }

  set bodies(bodies) {
    this.sections.set(CODE, list(bodies.map((body) => sized(Buffer.from(body)))));
  }

  /** Adds items to the list that a section is. */
  add(section, items) {
    const there = this.sections.get(section) ?? Buffer.of(0);
    const reader = new Reader(there);
    const count = Buffer.from(number(reader.number() + items.length));
    this.sections.set(section, Buffer.concat([count, there.subarray(reader.at), ...items.map((item) => Buffer.from(item))]));
  }

  get bytes() {
    const sections = ORDER.filter((section) => this.sections.has(section));
    const written = sections.flatMap((section) => [Buffer.of(section), sized(this.sections.get(section))]);
    return Buffer.concat([Buffer.from("\0asm\x01\0\0\0", "latin1"), ...written]);
  }
}
