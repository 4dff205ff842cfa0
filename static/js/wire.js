/** Requests to the server: same origin, with the session's CSRF token, never cached. */

let token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Go on with the token of the session that is open now. */
export function useToken(fresh) {
  token = fresh;
}

/**
 * Send a request and read its JSON answer.
 * Rejects with `Offline` when no answer came, or a cut one, or one that is no JSON (a captive portal answers 200 with a page).
 */
export async function send(url, { method = "POST", json, body, headers = {}, signal } = {}) {
  try {
    const answer = await fetch(url, {
      method,
      body: json === undefined ? body : JSON.stringify(json),
      headers: {
        Accept: "application/json",
        "X-CSRFToken": token,
        ...(json === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      credentials: "same-origin",
      cache: "no-store",
      signal,
    });
    return { status: answer.status, ok: answer.ok, said: await readJson(answer), at: answer.headers.get("Date"), etag: answer.headers.get("ETag") };
  } catch (reason) {
    if (reason.name === "AbortError" || reason instanceof Offline) throw reason;
    throw new Offline(reason.message);
  }
}

/** The same, given up as `Offline` after so many milliseconds: a network may swallow a request without a word. */
export async function sendWithin(limit, url, options) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limit);
  try {
    return await send(url, { ...options, signal: controller.signal });
  } catch (reason) {
    throw reason.name === "AbortError" ? new Offline("no answer in time") : reason;
  } finally {
    clearTimeout(timer);
  }
}

/** No usable answer came; the same request may be sent again. */
export class Offline extends Error {}

/** Milliseconds to wait before the n-th retry: 1, 2, 4 … 30 seconds. */
export function backOff(tries) {
  return Math.min(30000, 1000 * 2 ** Math.min(tries, 5));
}

/** The words a component was given in its data-words, in the page's language. */
export function wordsOf(element) {
  return JSON.parse(element?.dataset.words ?? "{}");
}

/** "14:31:52" in Beijing of an ISO time, or of now. */
export function clockTime(iso) {
  return new Date(iso ?? Date.now()).toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
}

async function readJson(answer) {
  if (answer.status === 204 || answer.status === 304) return {};
  const kind = answer.headers.get("Content-Type") ?? "";
  if (kind.includes("json")) return answer.json();
  if (answer.ok || answer.status >= 502) throw new Offline(`no JSON in answer ${answer.status}`);
  return {};
}
