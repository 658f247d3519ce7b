/** An error in one line. The message of a Python error is its whole traceback, of which the last line is used. */
export function inOneLine(error: unknown): string {
  const message = String((error as { message?: unknown } | null)?.message ?? error).trim();
  return message.split("\n").at(-1) ?? message;
}
