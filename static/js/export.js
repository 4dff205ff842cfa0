/** The last resort: what was never received, as a file or as codes that staff scan in. It leaves the device only by its judge's hand. */
import { drawCode } from "./code.js";
import { device, say } from "./device.js";
import { hear } from "./news.js";
import { holder, unsent } from "./outbox.js";
import { canonical, canVerify, digest } from "./receipt.js";
import { get } from "./store.js";
import { clockTime } from "./wire.js";

const PART = 800;
const dialog = document.getElementById("tablet-export");
let shown = { parts: [], at: 0 };

if (dialog) {
  for (const button of document.querySelectorAll("[data-export]")) button.addEventListener("click", open);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-download]").addEventListener("click", download);
  dialog.querySelector("[data-codes]").addEventListener("click", showCodes);
  for (const button of dialog.querySelectorAll("[data-code-step]")) button.addEventListener("click", () => turn(Number(button.dataset.codeStep)));
  hear("received", () => dialog.open && list());
  if (location.hash === "#export") open();
}

async function open() {
  dialog.querySelector("[data-code-pages]").hidden = true;
  await list();
  dialog.showModal();
}

async function list() {
  const waiting = await unsent();
  dialog.querySelector("[data-export-list]").replaceChildren(...waiting.map((one) => {
    const item = document.createElement("li");
    const given = Object.values(one.marks).filter((mark) => mark !== null).length;
    item.textContent = `${one.title} · ${say(one.state)} · ${say("given", { n: given })} · ${clockTime(one.made_at).slice(0, 5)}`;
    return item;
  }));
  for (const button of dialog.querySelectorAll("[data-download], [data-codes]")) button.disabled = !waiting.length;
}

/** The file as staff read it in; `mac` tells that it is this tablet's, where the tablet was registered and there is https. */
async function made() {
  const tablet = await get("device", "tablet");
  const isOurs = tablet?.judge === device.judge;
  const [by, at] = [await holder(), new Date().toISOString()];
  const ballots = (await unsent()).map(({ uuid, entry, version, marks, state, made_at }) => ({ uuid, entry, version, marks, state, made_at, sent_at: at, holder: by }));
  const told = { jiebang: "unsent-marks", version: 1, tablet: isOurs ? String(tablet.id) : "", judge: device.judge, made: at, ballots };
  return { ...told, mac: isOurs && tablet.export_key && canVerify ? await macOf(canonical(told), tablet.export_key) : "" };
}

async function macOf(text, hex) {
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)));
  return [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(await made(), null, 1)], { type: "application/json" }));
  link.download = `unsent-marks-${device.judge}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** JB1:n/total:digest:part, each a code of its own; any order and any repeats will do. */
async function partsOf(told) {
  const text = base64url(await deflated(JSON.stringify(told)));
  const name = (await digest(text)).slice(0, 8);
  const parts = text.match(new RegExp(`.{1,${PART}}`, "g"));
  return parts.map((part, at) => `JB1:${at + 1}/${parts.length}:${name}:${part}`);
}

async function deflated(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function showCodes() {
  if (!canVerify || !globalThis.CompressionStream) {
    dialog.querySelector("[data-code-at]").textContent = say("noCodes");
    dialog.querySelector("[data-code-pages]").hidden = false;
    return;
  }
  shown = { parts: await partsOf(await made()), at: 0 };
  dialog.querySelector("[data-code-pages]").hidden = false;
  await turn(0);
}

async function turn(by) {
  shown.at = Math.max(0, Math.min(shown.parts.length - 1, shown.at + by));
  await drawCode(dialog.querySelector("canvas"), shown.parts[shown.at]);
  dialog.querySelector("[data-code-at]").textContent = say("codeAt", { n: shown.at + 1, all: shown.parts.length });
  dialog.dataset.part = shown.parts[shown.at];
}
