// Answers requests of the simulator's page. Everything that can change comes from the network first, so that nobody
// stays on an old version of the site. Only without a network does the browser's cache answer, of any age. The
// versioned runtime directory, which this script's address names, never changes, so its files come from the
// nearest place.
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
  // The browser's own cache also has the machine code that was compiled last time. The stored copy does not.
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
