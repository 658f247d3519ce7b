// Stores the browser's Python for the next visit, and for one without a network. Only the versioned runtime directory is
// stored, because its files never change. A browser that refuses storage or service workers loads them again.
import { savesData } from "../ui/data-saver";
import { isSecond } from "./machine-code";
import type { Runtime } from "./protocol";

let kept = false;

export function keepForOffline(base: string, runtime: Runtime): void {
  if (kept || !("serviceWorker" in navigator) || !("caches" in window)) return;
  kept = true;
  void keep(base, runtime).catch((error: unknown) => console.info("Python is not kept for a visit without a network:", error));
}

/** The service worker's scope is the page's own folder. It also answers what the page and its worker load. */
async function keep(base: string, { runtime, files }: Runtime): Promise<void> {
  const directory = new URL(runtime, base).href;
  const script = new URL("../../simulator-service-worker.js", base);
  script.searchParams.set("runtime", directory);
  await navigator.serviceWorker.register(script, { scope: new URL(".", location.href).href });

  const cache = await caches.open(directory);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const all = Object.entries(files).map(([file, { integrity }]) => [new URL(file, base).href, integrity] as const);
  const missing = all.filter(([url]) => url.startsWith(directory) && !there.has(url) && !(savesData() && isSecond(url)));
  // All files but the second parts of the machine code have just been loaded, so they come from the browser's cache. The second
  // parts are some megabytes more, which hardly any visit needs.
  await cache.addAll(missing.map(([url, integrity]) => new Request(url, { cache: "force-cache", integrity })));
  await forgetOthers(directory);
}

/** Removes old versions. The service worker can't do it, because its next version may have to wait. */
async function forgetOthers(directory: string): Promise<void> {
  // Other sites may share the origin, and with it the caches.
  const ofAnyVersion = directory.replace(/[^-]*$/, "");
  const others = (await caches.keys()).filter((name) => name.startsWith(ofAnyVersion) && name !== directory);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** Deletes the stored files, which may be damaged. They are stored again after Python has started. */
export async function forgetKept(base: string, { runtime }: Runtime): Promise<void> {
  kept = false;
  if ("caches" in window) await caches.delete(new URL(runtime, base).href);
}
