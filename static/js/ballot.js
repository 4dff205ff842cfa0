/** The judge's sheet: what its state is in words, and what the judge does with it as a whole. */
import { device, say } from "./device.js";
import { openDiffering, restate } from "./differing.js";
import { Keeper, keptBefore } from "./keeper.js";
import { hundredths } from "./marks.js";

import { hear } from "./news.js";
import { CONFLICTS, hurry } from "./outbox.js";
import { canVerify, toldOf } from "./receipt.js";
import "./reader.js";
import { ask } from "./session.js";
import { grouped, offerReceipt } from "./showreceipt.js";
import { Sheet } from "./sheet.js";
import { isLasting } from "./store.js";
import { alone } from "./tabs.js";
import "./tablet.js";
import { clockTime } from "./wire.js";

const form = document.querySelector("form[data-ballot]");
const isLocked = form.dataset.locked !== undefined;
const place = document.querySelector("[data-ballot-state]");
// Why nothing may be changed now: "waiting" to be sent, "received", "review", "elsewhere", "looking" at another's.
const frozen = new Set();
const sheet = new Sheet(form, { typed: () => keeper.keep(sheet.boxes()).then(show), given: give });
const keeper = new Keeper(form, { seen, lost: () => tell("unkept", "seal") });
let wire = "";
let lasting = true;
let asked = null;

if (isLocked) keeper.read();
else start();

async function start() {
  sheet.start();
  document.querySelector("[data-ballot-submit]").addEventListener("click", () => { commit(); restate(sheet); });
  document.querySelector("[data-submit-yes]").addEventListener("click", submit);
  document.querySelector("[data-take-back]").addEventListener("click", takeBack);
  document.querySelector("[data-review]").addEventListener("click", review);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("pagehide", commit);
  hear("wire", (said) => { wire = said; show(); });
  lasting = await isLasting();
  await recall();
  alone(form.dataset.keptAs, { lost: () => freeze("elsewhere", true), won: goOn });
  hurry();
}

/** What is kept here and not yet received comes back, and so does what was typed while this script was on its way. */
async function recall() {
  const record = await keeper.read();
  const theirs = { uuid: form.dataset.ballot, version: Number(form.dataset.version), marks: sheet.marks() };
  const before = record ? null : keptBefore(form.dataset.keptAs);
  const early = { ...before?.boxes, ...(record && typedOver(record)), ...sheet.early() };
  const isWaiting = record && (!keeper.isSettled || device.isBlank);
  if (isWaiting) bring(record);
  else if (theirs.version) await keeper.adopt(theirs);
  sheet.retype(early);
  if (form.dataset.stale !== undefined) await keeper.dispute(theirs, sheet.boxes());
  else if (Object.keys(early).length) await keeper.keep(sheet.boxes());
  if (!frozen.size && sheet.commitRested()) give();
  show();
}

/** Texts that were typed and never became marks: half a number, or one off the line. */
function typedOver({ boxes, marks }) {
  return Object.fromEntries(Object.entries(boxes).filter(([key, text]) => hundredths(text) !== (marks[key] ? hundredths(marks[key]) : null) || (text && hundredths(text) === null)));
}

function bring({ marks, boxes }) {
  sheet.put(marks);
  sheet.retype(boxes);
}

/** Another page let go of this sheet, or was told to: go on with what it kept last. */
async function goOn() {
  const record = await keeper.read();
  if (record) bring(record);
  freeze("elsewhere", false);
}

function give() {
  keeper.give(sheet.boxes(), sheet.marks());
}

function commit() {
  if (!frozen.size && sheet.commitAll()) give();
}

function submit(event) {
  event.target.closest("dialog").close();
  keeper.give(sheet.boxes(), sheet.marks(), "submitted").then(hurry);
}

function takeBack() {
  keeper.give(sheet.boxes(), sheet.marks(), "draft");
}

function review(event) {
  const on = !frozen.has("review");
  event.currentTarget.setAttribute("aria-pressed", String(on));
  freeze("review", on);
}

function freeze(why, on) {
  if (on) frozen.add(why);
  else frozen.delete(why);
  if (!isLocked) sheet.freeze(frozen.size > 0);
  show();
}

/** The record was changed, by this page or by the sender: show it, and ask where the person has to choose. */
function seen() {
  const { record, receipt } = keeper;
  if (!record && receipt) return received(receipt);
  if (isLocked && !record) return undefined;
  freeze("waiting", record?.state === "submitted");
  const conflict = CONFLICTS.has(record?.problem?.code) ? record.problem : null;
  if (conflict && asked !== key(conflict) && !frozen.has("elsewhere")) {
    asked = key(conflict);
    openDiffering(sheet, conflict, { take, look: () => freeze("looking", true) });
  }
  return show();
}

function key({ code, uuid, version }) {
  return `${code} ${uuid} ${version}`;
}

async function take(said, mine) {
  asked = null;
  frozen.delete("looking");
  if (said.code === "submitted") {
    await keeper.forget();
    location.reload();
    return;
  }
  if (!mine) sheet.put(said.marks);
  else sheet.commitAll();
  await keeper.resolve(said, { mine, boxes: sheet.boxes(), marks: sheet.marks() });
}

/** The server's receipt is here: the device has let go of the marks, and so does the page once it is left. */
function received(receipt) {
  frozen.add("received");
  if (!isLocked) sheet.freeze(true);
  tell(...toldOf(receipt), receipt.at);
  for (const part of document.querySelectorAll("[data-received]")) part.hidden = false;
  const digest = document.querySelector("[data-digest]");
  if (digest && receipt.digest) digest.textContent = grouped(receipt.digest);
  offerReceipt(receipt.digest);
  for (const part of document.querySelectorAll("[data-ballot-submit], [data-take-back], [data-ballot-left], [data-review], [data-export]")) part.hidden = true;
}

function show() {
  if (isLocked || frozen.has("received")) return;
  const { record } = keeper;
  const waits = record?.state === "submitted";
  const button = document.querySelector("[data-ballot-submit]");
  button.hidden = waits;
  button.disabled = sheet.left + sheet.wrong > 0 || frozen.size > 0;
  document.querySelector("[data-take-back]").hidden = !waits;
  document.querySelector("[data-elsewhere]").hidden = !frozen.has("elsewhere");
  document.querySelector("[data-export]").hidden = keeper.isSettled;
  const left = document.querySelector("[data-ballot-left]");
  left.textContent = waits ? say("locked") : sheet.wrong ? say("wrong", { n: sheet.wrong }) : sheet.left ? say("left", { n: sheet.left }) : say("ready");
  tellState(record);
}

function tellState(record) {
  if (sheet.wrong) return tell("unsaved", "seal");
  if (!lasting && !keeper.isSettled) return tell("unkept", "seal");
  if (!record || (keeper.isSettled && !record.received_at)) return tell(device.isBlank ? "blank" : "same", device.isBlank ? "warn" : "ok");
  if (keeper.isSettled) return tell(canVerify ? "received" : "saved", "ok", record.received_at);
  if (wire === "signedOut") return wayBack();
  if (record.problem?.code === "not_called") return tell("not_called", "warn", record.kept_at);
  if (record.problem) return tell(record.problem.code, "seal", record.problem.error);
  if (wire === "sending") return tell("sent", "warn");
  return tell(record.state === "submitted" ? "queued" : wire === "offline" ? "waiting" : "kept", "warn", record.kept_at);
}

function tell(name, tone, detail) {
  place.className = `chip chip-${tone}`;
  const words = name in device.words ? say(name, { time: shortTime(detail), n: sheet.wrong }) : detail || say("refused");
  if (place.textContent !== words) place.textContent = words;
}

/** "14:32" of a time; of a sentence nothing. */
function shortTime(detail) {
  return detail && !Number.isNaN(Date.parse(detail)) ? clockTime(detail).slice(0, 5) : "";
}

/** All that was typed is kept here: the PIN, or signing in again, sends it. */
function wayBack() {
  if (place.querySelector("a")) return;
  const link = document.createElement("a");
  link.href = device.urls.signIn;
  link.textContent = say("signedOut");
  link.addEventListener("click", (event) => ask(event));
  place.className = "chip chip-seal";
  place.replaceChildren(link);
}

