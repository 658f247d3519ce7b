// The editor is as high as its text, up to the height of the screen; simulator.css has the limits.

/** Has the editor of a simulator grow to so many lines. */
export function keepRoomFor(root: HTMLElement, lines: number): void {
  root.style.setProperty("--simulator-lines", String(lines));
}
