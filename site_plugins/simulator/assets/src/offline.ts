// Keeps the browser's Python for the next visit and for one without a network. Only the versioned runtime directory is
// kept, whose files never change; a browser that refuses storage or service workers just loads them again.
import type { Runtime } from "./messages";

let kept = false;

export function keepForOffline(base: string, runtime: Runtime): void {
  if (kept || !("serviceWorker" in navigator) || !("caches" in window)) return;
  kept = true;
  void keep(base, runtime).catch((error: unknown) => console.info("Python is not kept for a visit without a network:", error));
}

/** The page's own folder and the one of its code, whose worker loads Python, are the only ones that the service worker sees. */
async function keep(base: string, { runtime, files }: Runtime): Promise<void> {
  const directory = new URL(runtime, base).href;
  const script = new URL("../../simulator-service-worker.js", base);
  script.searchParams.set("runtime", directory);
  await Promise.all([base, new URL(".", location.href).href].map((scope) => navigator.serviceWorker.register(script, { scope })));

  const cache = await caches.open(directory);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.keys(files).map((file) => new URL(file, base).href).filter((url) => url.startsWith(directory) && !there.has(url));
  // All of them have just been loaded, so this asks the browser and not the network.
  await cache.addAll(missing.map((url) => new Request(url, { cache: "force-cache" })));
}

/** What was put aside may be what is damaged; it is put aside anew when Python has started. */
export async function forgetKept(base: string, { runtime }: Runtime): Promise<void> {
  if ("caches" in window) await caches.delete(new URL(runtime, base).href);
}
