// Answers for the simulator's page and all that it loads. The network comes first for everything that can change, so that nobody
// is left behind on an old site; only when there is no network does the browser's own cache answer for it, however old. The
// versioned runtime directory, which is named in this script's address, never changes: what is there is taken from where it is
// nearest.
export {}; // a module of its own, for the types

declare const self: ServiceWorkerGlobalScope;

const runtime = new URL(self.location.href).searchParams.get("runtime") ?? "";

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.location.origin) || request.cache === "reload") return;
  event.respondWith(runtime !== "" && request.url.startsWith(runtime) ? nearest(request) : newest(request));
});

async function nearest(request: Request): Promise<Response> {
  // The browser's own cache comes with the machine code that was compiled last time; the copy that was put aside does not.
  return (await fromBrowser(request)) ?? (await caches.match(request.url, { cacheName: runtime })) ?? fetch(request);
}

async function newest(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const response = await fromBrowser(request);
    if (response === null) throw error;
    return response;
  }
}

async function fromBrowser({ url }: Request): Promise<Response | null> {
  return fetch(url, { cache: "only-if-cached", mode: "same-origin" }).then((response) => (response.ok ? response : null), () => null);
}
