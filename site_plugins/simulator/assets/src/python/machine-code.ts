// Machine code in two parts: in the first one is what start and simulation use, in the second one all the rest.
//
// The build splits each file of machine code, and its script machine_code/parts.mjs says how. The first part works alone, until a
// function is called that it does not have. Then it notes that and stops, and whoever has started it starts again with both parts.

/** How names begin by which only the second part knows what the first one exports. Emscripten is not told of them. */
export const SHARED = "shared:";
/** The name of the number which is 1 when a function of the second part has been called. */
export const ASKED = `${SHARED}asked`;

/** The name of the file with the second part, given that of the first one. */
export const secondOf = (file: string): string => file.replace(/\.(?=\w+$)/, ".second.");
export const isSecond = (file: string): boolean => /\.second\.\w+$/.test(file);

/** What parts of machine code export for one another. */
export type Shared = Readonly<Record<string, WebAssembly.ExportValue>>;

/** The machine code that is linked to the interpreter's. */
export interface MachineCode {
  readonly numpy: Promise<WebAssembly.Module>;
  /** The second parts of the interpreter's and of NumPy's; null where there are none, or they are not needed. */
  readonly seconds: Promise<readonly WebAssembly.Module[]> | null;
  /** What the first parts share. Each is added when it has been instantiated. */
  readonly shared: Shared[];
}

/** Joins the second part, if it is needed, to an instance of the first one, and returns what Emscripten may know of the instance. */
export function joined(
  { exports }: WebAssembly.Instance,
  imports: WebAssembly.Imports,
  second: WebAssembly.Module | undefined,
  all: Shared[],
): WebAssembly.Instance {
  const entries = Object.entries(exports);
  const shared = Object.fromEntries(entries.filter(([name]) => name.startsWith(SHARED)));
  if (second !== undefined) new WebAssembly.Instance(second, { ...imports, first: shared });
  all.push(shared);
  return { exports: Object.fromEntries(entries.filter(([name]) => !name.startsWith(SHARED))) };
}

/** Joins the second part to the instance that is made next, whoever makes it. */
export function joinNext(second: WebAssembly.Module | undefined, all: Shared[]): void {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (module: WebAssembly.Module, imports: WebAssembly.Imports) {
    WebAssembly.Instance = Instance;
    return joined(new Instance(module, imports), imports, second, all);
  } as unknown as typeof Instance;
}

/** Whether a function of the second part has been called. */
export function asked(shared: readonly Shared[]): boolean {
  return shared.some((each) => (each[ASKED] as WebAssembly.Global | undefined)?.value === 1);
}
