// Reads a file of machine code, and writes it again, as far as functions are moved between files.
//
// The format is that of the WebAssembly core specification, chapter "Binary Format". A file is a list of sections, most of which
// are lists. A function's instructions are left as they are, so that the numbers in them must stay right.

/** The numbers of the sections. */
export const [TYPES, IMPORTS, FUNCTIONS, TABLES, MEMORIES, GLOBALS, EXPORTS, START, ELEMENTS, CODE, DATA, DATA_COUNT, TAGS] =
  Array.from({ length: 13 }, (_, index) => index + 1);
const ORDER = [TYPES, IMPORTS, FUNCTIONS, TABLES, MEMORIES, TAGS, GLOBALS, EXPORTS, START, ELEMENTS, DATA_COUNT, CODE, DATA];
/** What an import or an export is, in the order of the numbers that stand for it. */
export const KINDS = ["function", "table", "memory", "global", "tag"];
export const [FUNCTION, TABLE, MEMORY, GLOBAL] = KINDS.keys();
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

  /** The type of an import or of what is the file's own, as bytes. */
  type(kind) {
    const from = this.at;
    if (kind !== FUNCTION && kind !== MEMORY) this.byte();
    const limited = kind === TABLE || kind === MEMORY ? this.number() & 1 : 0;
    this.number();
    if (limited) this.number();
    return this.bytes.subarray(from, this.at);
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
  #sections = [];

  constructor(bytes) {
    const reader = new Reader(Buffer.from(bytes), 8);
    while (reader.at < bytes.length) this.#sections.push([reader.byte(), reader.take(reader.number())]);
  }

  #content(section) {
    return this.#sections.find(([id]) => id === section)?.[1];
  }

  /** The items of a section, as `read` gives them; none where there is no such section. */
  #items(section, read) {
    return new Reader(this.#content(section) ?? Buffer.of(0)).list(read);
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

  /** How many imports are of a kind. */
  imported(kind) {
    const kinds = this.#items(IMPORTS, (reader) => {
      for (const _ of ["module", "name"]) reader.take(reader.number());
      const found = reader.byte();
      reader.type(found);
      return found;
    });
    return kinds.filter((each) => each === kind).length;
  }

  /** The number of the type of each function of its own. */
  get functions() {
    return this.#items(FUNCTIONS, (reader) => reader.number());
  }

  /** The type of each table of its own. */
  get tables() {
    return this.#items(TABLES, (reader) => reader.type(TABLE));
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

  /** The number of the function that runs at once; undefined where there is none. */
  get start() {
    return this.has(START) ? new Reader(this.#content(START)).number() : undefined;
  }

  /** What each function of its own consists of: its local variables, and its instructions. */
  get bodies() {
    return this.#items(CODE, (reader) => reader.take(reader.number()));
  }

  set bodies(bodies) {
    this.put(CODE, list(bodies.map((body) => sized(Buffer.from(body)))));
  }

  has(section) {
    return this.#content(section) !== undefined;
  }

  put(section, content) {
    this.drop(section);
    const before = this.#sections.findIndex(([id]) => ORDER.indexOf(id) > ORDER.indexOf(section));
    this.#sections.splice(before < 0 ? this.#sections.length : before, 0, [section, content]);
  }

  /** Adds items to the list that a section is. */
  add(section, items) {
    const there = this.#content(section) ?? Buffer.of(0);
    const reader = new Reader(there);
    const count = Buffer.from(number(reader.number() + items.length));
    this.put(section, Buffer.concat([count, there.subarray(reader.at), ...items.map((item) => Buffer.from(item))]));
  }

  drop(...sections) {
    this.#sections = this.#sections.filter(([id]) => !sections.includes(id));
  }

  get bytes() {
    const sections = this.#sections.flatMap(([id, content]) => [Buffer.of(id), sized(content)]);
    return Buffer.concat([Buffer.from("\0asm\x01\0\0\0", "latin1"), ...sections]);
  }
}
