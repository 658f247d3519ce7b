// Keeps the browser's Python for the next visit and for one without a network. Only the versioned runtime directory is
// kept, whose files never change; a browser that refuses storage or service workers just loads them again.
import type { Runtime } from "./protocol";

let kept = false;

export function keepForOffline(base: string, runtime: Runtime): void {
  if (kept || !("serviceWorker" in navigator) || !("caches" in window)) return;
  kept = true;
  void keep(base, runtime).catch((error: unknown) => console.info("Python is not kept for a visit without a network:", error));
}

/** The page's own folder is the only one that the service worker sees; what the page and its worker load is asked of it, too. */
async function keep(base: string, { runtime, files }: Runtime): Promise<void> {
  const directory = new URL(runtime, base).href;
  const script = new URL("../../simulator-service-worker.js", base);
  script.searchParams.set("runtime", directory);
  await navigator.serviceWorker.register(script, { scope: new URL(".", location.href).href });

  const cache = await caches.open(directory);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.keys(files).map((file) => new URL(file, base).href).filter((url) => url.startsWith(directory) && !there.has(url));
  // All of them have just been loaded, so this asks the browser and not the network.
  await cache.addAll(missing.map((url) => new Request(url, { cache: "force-cache" })));
  await forgetOthers(directory);
}

/** Not for the service worker to do, because its next version may have to wait for its turn. */
async function forgetOthers(directory: string): Promise<void> {
  // Other sites may share the origin, and with it the caches.
  const ofAnyVersion = directory.replace(/[^-]*$/, "");
  const others = (await caches.keys()).filter((name) => name.startsWith(ofAnyVersion) && name !== directory);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** What was put aside may be what is damaged; it is put aside anew when Python has started. */
export async function forgetKept(base: string, { runtime }: Runtime): Promise<void> {
  if ("caches" in window) await caches.delete(new URL(runtime, base).href);
}
