/** The judge's day for a dead network: blank copies of the pages, in which no mark of anybody's stands. */
import { device } from "./device.js";
import { change, get, keptPages, put, remove } from "./store.js";

const DAY = "jiebang-day";
const FRESH = 300000; // five minutes

/** Register the worker, and keep the pages of this judge's day, and no others. */
export async function keepDay() {
  if (!device.urls.worker || !("serviceWorker" in navigator) || !globalThis.caches) return;
  if ((await get("device", "judge")) !== device.judge) await begin();
  await navigator.serviceWorker.register(device.urls.worker, { scope: device.urls.desk });
  if (device.isBlank) return;
  const kept = (await get("device", "pages")) ?? {};
  const wanted = [device.urls.desk, ...device.pages];
  for (const page of wanted) if (!(Date.now() - (kept[page] ?? 0) < FRESH)) await keep(page);
  await forgetAllBut(wanted);
}

/** Another judge, or the first: what was kept for the one before is not for their eyes. */
async function begin() {
  await caches.delete(DAY);
  await remove("device", "pages");
  await put("device", "judge", device.judge);
}

async function keep(page) {
  try {
    const answer = await fetch(`${page}?blank=1`, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok || answer.redirected || !answer.headers.get("X-Jiebang")) return;
    const text = await answer.clone().text();
    const cache = await keptPages();
    await cache.put(page, answer);
    for (const image of readOffline(text)) if (!(await cache.match(image))) await cache.add(image);
    await change("device", "pages", (kept) => ({ ...kept, [page]: Date.now() }));
  } catch {
    // No network now: the next page tries again.
  }
}

/** The pages of papers, where the contest lets them be read without a network. */
function readOffline(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return [...page.querySelectorAll("[data-reader][data-offline] [data-document]")].flatMap((tab) => JSON.parse(tab.dataset.pages));
}

async function forgetAllBut(wanted) {
  const cache = await keptPages();
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    const isWanted = wanted.some((page) => pathname === page || (page !== device.urls.desk && pathname.startsWith(`${page}/`)));
    if (!isWanted) await cache.delete(url);
  }
  await change("device", "pages", (kept) => Object.fromEntries(Object.entries(kept ?? {}).filter(([page]) => wanted.includes(page))));
}
