/** Upload one file in parts, with progress; a broken connection resumes where the server stands.
 *
 * POST begin_url {name, size, kind} → {id, offset, chunk_url, chunk_size}; PUT chunk_url, header Upload-Offset, a slice
 * → {offset}; the last → {done: true, parts: {element id: html}}. GET chunk_url → {offset}. A part out of place
 * → 409 {offset}; a refusal → 4xx {error}. What was begun is remembered here until it is done, so that the same file, chosen
 * again after the page was closed, goes on where the server stands. */
import { showParts } from "./beside.js";
import * as drafts from "./drafts.js";
import { Offline, backOff, send, wordsOf } from "./wire.js";

const PART = 1 << 20;
let running = 0;

for (const form of document.querySelectorAll("form[data-upload]")) start(form);
window.addEventListener("beforeunload", (event) => running && event.preventDefault());

function start(form) {
  const input = form.elements.file;
  form.querySelector("[data-upload-plain]").hidden = true;
  input.addEventListener("change", () => input.files[0] && take(form, input.files[0]));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-upload-remove]")) return;
    event.preventDefault();
    if (input.files[0]) take(form, input.files[0]);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files[0] && !input.disabled) take(form, event.dataTransfer.files[0]);
    });
  }
}

async function take(form, file) {
  const words = wordsOf(form);
  const refusal = refused(form, file, words);
  if (refusal) {
    form.elements.file.value = "";
    tell(form, "seal", refusal);
    return;
  }
  form.elements.file.disabled = true;
  running += 1;
  try {
    finish(form, await carry(form, file, words), words);
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    show(form, null);
    tell(form, "seal", reason.message || words.failed);
  } finally {
    running -= 1;
    form.elements.file.disabled = false;
    form.elements.file.value = "";
  }
}

function refused(form, file, words) {
  const ending = file.name.toLowerCase().split(".").pop();
  if (!form.dataset.kinds.split(",").includes(ending)) return words.kind;
  if (file.size === 0) return words.empty;
  if (file.size > Number(form.dataset.maxBytes)) return words.large.replace("{size}", megabytes(file.size));
  return "";
}

class Refused extends Error {}

async function carry(form, file, words) {
  const begun = (await resumed(form, file, words)) ?? (await begin(form, file, words));
  let { offset } = begun;
  for (let lost = false; ; ) {
    show(form, offset / file.size);
    tell(form, "", words.sending.replace("{percent}", Math.floor((100 * offset) / file.size)));
    if (offset >= file.size) tell(form, "", words.checking);
    const said = await patiently(form, words, async () => {
      if (lost) offset = (await answered(send(begun.chunk_url, { method: "GET" }))).offset;
      lost = true;
      return put(begun.chunk_url, file.slice(offset, offset + (begun.chunk_size ?? PART)), offset);
    });
    lost = false;
    if (said.done) return said;
    ({ offset } = said);
  }
}

async function begin(form, file, words) {
  const asked = { name: file.name, size: file.size, kind: form.dataset.kind };
  const begun = await patiently(form, words, () => send(form.dataset.beginUrl, { json: asked }));
  drafts.remember(nameOf(form), { ...begun, ...markOf(file) });
  return begun;
}

/** What was begun with the same file before, with where the server stands now; null where it knows of nothing. */
async function resumed(form, file, words) {
  const begun = drafts.remembered(nameOf(form));
  if (!begun || Object.entries(markOf(file)).some(([key, value]) => begun[key] !== value)) return null;
  try {
    const { offset } = await patiently(form, words, () => send(begun.chunk_url, { method: "GET" }));
    return { ...begun, offset };
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    return null;
  }
}

function nameOf(form) {
  return `upload:${form.dataset.beginUrl}#${form.dataset.kind}`;
}

function markOf(file) {
  return { name: file.name, size: file.size, modified: file.lastModified };
}

function put(url, body, offset) {
  const headers = { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
  return send(url, { method: "PUT", body, headers });
}

/** Repeat a request, waiting longer each time, until it is answered; a refusal ends it. */
async function patiently(form, words, request) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await answered(request());
    } catch (reason) {
      if (!(reason instanceof Offline)) throw reason;
    }
    for (let left = backOff(tries) / 1000; left > 0; left -= 1) {
      tell(form, "warn", words.waiting.replace("{seconds}", left));
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}

async function answered(request) {
  const { ok, status, said } = await request;
  if (ok || (status === 409 && said.offset !== undefined)) return said; // a part out of place: go on from there
  if (status >= 500 || status === 429) throw new Offline(String(status));
  throw new Refused(said.error ?? "");
}

/** Show what the file changed; forms that are new on the page are to be listened to. */
function finish(form, said, words) {
  drafts.forgetName(nameOf(form));
  show(form, null);
  tell(form, "ok", words.done);
  showParts(said.parts ?? {});
  for (const id of Object.keys(said.parts ?? {})) {
    for (const shown of document.getElementById(id)?.querySelectorAll("form[data-upload]") ?? []) {
      start(shown);
      tell(shown, "ok", words.done);
    }
  }
}

function show(form, part) {
  const bar = form.querySelector("progress");
  bar.hidden = part === null;
  if (part !== null) bar.value = part;
}

function tell(form, tone, text) {
  const state = form.querySelector("[data-upload-state]");
  state.dataset.tone = tone;
  state.textContent = text;
}

function megabytes(size) {
  return `${(size / 1048576).toFixed(1)} MB`;
}
