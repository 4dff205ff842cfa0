/** What happens on this device, told to every page of it: "draft" and "received" (of a key), "wire", "day", "other". */

const here = new EventTarget();
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("jiebang") : null;
channel?.addEventListener("message", ({ data }) => tellHere(data.kind, data.detail));

/** Tell all pages, this one too. */
export function announce(kind, detail) {
  channel?.postMessage({ kind, detail });
  tellHere(kind, detail);
}

/** Tell this page alone. */
export function tellHere(kind, detail) {
  here.dispatchEvent(new CustomEvent(kind, { detail }));
}

export function hear(kind, listener) {
  here.addEventListener(kind, (event) => listener(event.detail));
}
