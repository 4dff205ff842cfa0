/** What the server told this page of the tablet it stands on. Null where a page is none of a judge's. */

const element = document.getElementById("device");

export const device = element && {
  element,
  judge: Number(element.dataset.judge),
  entry: element.dataset.entry ? Number(element.dataset.entry) : null,
  session: element.dataset.session ? Number(element.dataset.session) : null,
  pages: JSON.parse(element.dataset.pages),
  isBlank: element.dataset.blank !== undefined,
  key: element.dataset.key,
  // Milliseconds: tries come after 1, 2, 4 … 30 of it, a request gets 10.
  pause: Number(element.dataset.pause),
  words: JSON.parse(element.dataset.words),
  urls: JSON.parse(element.dataset.urls),
};

/** A sentence of this page with its values in place: say("skew", {n: 2}). */
export function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), device.words[name] ?? name);
}

/** Show a word as a chip of its tone. */
export function chip(place, textContent, tone) {
  Object.assign(place, { hidden: false, textContent, className: `chip chip-${tone}` });
}

/** A random identifier (RFC 4122, version 4), also where there is no https. */
export function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
