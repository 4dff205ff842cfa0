/* The worker of the judge's pages. `self.kept` ({version, files}) stands before this, written by the server. */
const FILES = `jiebang-files-${self.kept.version}`;
const DAY = "jiebang-day";
const PATIENCE = 3000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/api/")) return;
  if (mode === "navigate") event.respondWith(page(event.request, pathname));
  else if (/\/papers\/.*\.png$/.test(pathname)) event.respondWith(paper(event.request, pathname));
  else if (self.kept.files.some((file) => file.startsWith(pathname))) event.respondWith(file(event.request));
});

async function install() {
  const cache = await caches.open(FILES);
  await Promise.all(self.kept.files.map((file) => cache.add(new Request(file, { cache: "no-cache" })).catch(() => {})));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith("jiebang-files-") && name !== FILES) await caches.delete(name);
  await self.clients.claim();
}

/** The server's page where it answers in time; else the copy that was kept; else the list of the day. */
async function page(request, pathname) {
  const kept = await caches.match(pathname, { cacheName: DAY });
  const home = kept ?? (await caches.match("/ballots/", { cacheName: DAY }));
  try {
    const answer = await (home ? within(fetch(request)) : fetch(request));
    if (isOurs(answer) || !home) return answer;
  } catch (reason) {
    if (!home) throw reason;
  }
  return kept ?? Response.redirect("/ballots/");
}

/** A file whose address names its content never changes; others are asked for, and kept for when nobody answers. */
async function file(request) {
  const kept = await caches.match(request, { cacheName: FILES });
  if (kept && new URL(request.url).search) return kept;
  try {
    const answer = await (kept ? within(fetch(request)) : fetch(request));
    if (!kept || (isOurs(answer) && answer.ok)) return answer;
  } catch (reason) {
    if (!kept) throw reason;
  }
  return kept;
}

async function paper(request, pathname) {
  try {
    return await fetch(request);
  } catch (reason) {
    const kept = await caches.match(pathname, { cacheName: DAY });
    if (!kept) throw reason;
    return kept;
  }
}

/** A venue's sign-in page answers 200 as well, and a proxy before a server that is down 502. */
function isOurs(answer) {
  return answer.type === "opaqueredirect" || (Boolean(answer.headers.get("X-Jiebang")) && answer.status < 500);
}

function within(answer) {
  return Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error("no answer in time")), PATIENCE))]);
}
