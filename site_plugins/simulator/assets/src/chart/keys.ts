// The keys of the chart.

export type ChartKey = { readonly epoch: number } | "leave" | "zoom-in" | "zoom-out" | "reset-zoom";

/** The action of a key while the cursor is at an epoch, or nowhere yet; null when the chart does not use the key. */
export function chartKey(key: string, at: number | null, first: number, last: number, tenth: number): ChartKey | null {
  const move = (by: number) => ({ epoch: at === null ? first : Math.min(Math.max(at + by, 0), last) });
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return move(1);
    case "ArrowLeft":
    case "ArrowDown":
      return move(-1);
    case "PageUp":
      return move(tenth);
    case "PageDown":
      return move(-tenth);
    case "Home":
      return { epoch: 0 };
    case "End":
      return { epoch: last };
    case "Escape":
      return "leave";
    case "+":
    case "=":
      return "zoom-in";
    case "-":
      return "zoom-out";
    case "0":
      return "reset-zoom";
    default:
      return null;
  }
}
