// A configuration from a file: chosen with the button, or dropped on the editor.
import { part } from "../ui/dom";
import { count } from "../ui/format";
import { t } from "../ui/words";

export interface OpenedFileListeners {
  opened(text: string): void;
  /** Reports, in a plain sentence, why a file was not opened. */
  refused(reason: string): void;
}

export function acceptFiles(root: HTMLElement, largest: number, listeners: OpenedFileListeners): void {
  const chooser = part<HTMLInputElement>(root, "file");
  const area = part(root, "editor");
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readText(file, largest);
    if ("text" in read) listeners.opened(read.text);
    else listeners.refused(t`${file.name} ${read.refused} Your text is unchanged.`);
  };
  part(root, "open").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    void take(chooser.files?.[0]);
    chooser.value = ""; // so that the same file can be chosen again
  });
  // Before the editor sees the event: it would insert the file's text at the pointer.
  const intercept = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === "drop") void take(event.dataTransfer.files[0]);
  };
  area.addEventListener("dragover", intercept, { capture: true });
  area.addEventListener("drop", intercept, { capture: true });
}

async function readText(file: File, largest: number): Promise<{ text: string } | { refused: string }> {
  if (file.size > largest) return { refused: t`has ${count(file.size)} bytes; at most ${count(largest)} are read.` };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()) };
  } catch (error) {
    return { refused: error instanceof TypeError ? t`is not text in UTF-8.` : t`could not be read.` };
  }
}
