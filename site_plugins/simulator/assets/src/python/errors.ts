/** What went wrong, in one line. A Python error's message is its whole traceback, whose last line says it. */
export function inOneLine(error: unknown): string {
  const message = String((error as { message?: unknown } | null)?.message ?? error).trim();
  return message.split("\n").at(-1) ?? message;
}
