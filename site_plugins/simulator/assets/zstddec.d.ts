// The package as it is imported here: `build.mjs` takes the machine code out of its script.
declare const machineCode: Uint8Array<ArrayBuffer>;
export default machineCode;
