/**
 * The one sender of a device: whatever a judge gave on any sheet goes from the store to the server, in order, again and again,
 * until a receipt that verifies came back. Any other answer, with whatever status, leaves the ballot queued.
 */
import { device, newUuid } from "./device.js";
import { announce } from "./news.js";
import { canVerify, canonical, faultOf, written } from "./receipt.js";
import { all, change, get, keptPages, put } from "./store.js";
import { Offline, sendWithin } from "./wire.js";

// The person decides which of two copies holds; the sender may not.
export const CONFLICTS = new Set(["stale", "held", "submitted"]);
// The same marks would be refused again: they wait for the judge to change them.
const FAULTY = new Set(["unreadable", "not_complete"]);
const REQUEST = 10;
const SLOW = 15;
const MOST = 30;
const TRIED = 30;
let running = null;
let again = false;
let timer = 0;
let tries = 0;

/** Whether all of a record is with the server, as far as receipts tell. */
export function isSettled(record) {
  return record.rev === record.confirmed;
}

/** What of this judge has not been received yet. */
export async function unsent(judge = device.judge) {
  return (await all("drafts")).filter((record) => record.judge === judge && !isSettled(record));
}

/** Send what is due, after whatever is being sent now. */
export function pump() {
  again = true;
  running ??= exclusive(rounds).finally(() => { running = null; });
  return running;
}

/** A person or the network gave new hope: do not wait for the next try. */
export function hurry() {
  tries = 0;
  clearTimeout(timer);
  return pump();
}

/** These entries may be marked: what was refused before the call is sent now. */
export async function opened(entries) {
  const early = (await unsent()).filter(({ entry, problem }) => problem?.code === "not_called" && entries.includes(Number(entry)));
  for (const record of early) await note(record, { problem: null });
  if (early.length) await hurry();
}

function exclusive(work) {
  return navigator.locks ? navigator.locks.request("jiebang-outbox", work) : work();
}

async function rounds() {
  while (again) {
    again = false;
    clearTimeout(timer);
    const all = await unsent();
    const due = all.filter(isDue).sort((one, other) => one.made_at.localeCompare(other.made_at));
    for (const record of due) {
      const went = await sendOne(record);
      if (went === "on") continue;
      if (went === "offline") plan(backOff());
      return;
    }
    if (due.length) announce("wire", "ok");
    if (!again && all.some(isWaiting)) plan(SLOW * device.pause);
  }
}

function isDue({ problem }) {
  return !problem || (isWaiting({ problem }) && Date.now() >= problem.until);
}

/** Refused for now: not called, not open, a page of before. It is tried again, slowly. */
function isWaiting({ problem }) {
  return Boolean(problem) && !CONFLICTS.has(problem.code) && !FAULTY.has(problem.code);
}

/** 1, 2, 4 … 30 pauses, with a half of it by chance: a hall of tablets must not come back in step. */
function backOff() {
  const pauses = Math.min(MOST, 2 ** Math.min(tries++, 5));
  return device.pause * pauses * (0.75 + Math.random() / 2);
}

function plan(delay) {
  clearTimeout(timer);
  timer = setTimeout(pump, delay);
}

async function sendOne({ key }) {
  const record = await change("drafts", key, (kept) => kept && { ...kept, tried: [...kept.tried, marksOf(kept)].slice(-TRIED) });
  if (!record) return "on";
  announce("wire", "sending");
  try {
    const answer = await sendWithin(REQUEST * device.pause, addressOf(record), { method: "PUT", json: await contentOf(record) });
    const went = await heard(record, answer);
    if (went === "on") tries = 0;
    if (went !== "on") announce("wire", went);
    return went;
  } catch (reason) {
    if (!(reason instanceof Offline)) throw reason;
    announce("wire", "offline");
    return "offline";
  }
}

function addressOf({ uuid, entry }) {
  return device.urls.ballot.replace("UUID", uuid).replace(/entry=\d+/, `entry=${entry}`);
}

async function contentOf({ version, marks, state, takes_over, made_at }) {
  return { version, marks, state, holder: await holder(), takes_over: Boolean(takes_over), made_at, sent_at: new Date().toISOString() };
}

/** The name by which the server knows this device apart from the judge's others. */
export async function holder() {
  return (await get("device", "holder")) ?? change("device", "holder", (kept) => kept ?? newUuid());
}

async function heard(record, { ok, status, said, at }) {
  if (ok) return received(record, said, at);
  if (status === 401 || said.code === "csrf") return "signedOut";
  if (status >= 500 || status === 429 || typeof said.error !== "string") return "offline";
  if (said.code === "stale" && said.uuid === record.uuid && record.tried.includes(marksOf(said))) {
    await note(record, { version: said.version }); // our own save, whose answer was lost
    again = true;
    return "on";
  }
  const code = CONFLICTS.has(said.code) && !said.marks ? "refused" : said.code ?? String(status);
  await note(record, { problem: { ...said, code, until: Date.now() + SLOW * device.pause } });
  return "on";
}

async function received(record, said, at) {
  const fault = canVerify ? await faultBy(said.receipt, record) : said.uuid === record.uuid && Number.isInteger(said.version) ? "" : "none";
  if (fault === "content") {
    await note(record, { problem: { code: "mismatch", until: Date.now() + SLOW * device.pause } });
    return "on";
  }
  if (fault) return "offline";
  if (at) announce("clock", Date.parse(at));
  const receipt = said.receipt ?? { state: said.state ?? record.state, kept_as: "ballot", content: "" };
  await (receipt.state === "submitted" || receipt.kept_as === "late" ? finish(record, receipt, said) : confirm(record, said));
  return "on";
}

/** By the key this page came with; by the server's present one where it was changed since. */
async function faultBy(receipt, record) {
  const known = (await get("device", "receipt-key")) ?? device.key;
  const fault = await faultOf(receipt, record, known);
  if (fault !== "key") return fault;
  const { ok, said } = await sendWithin(REQUEST * device.pause, device.urls.key, { method: "GET" });
  if (!ok || !/^[0-9a-f]{64}$/.test(said.public_key)) return fault;
  await put("device", "receipt-key", said.public_key);
  return faultOf(receipt, record, said.public_key);
}

/** A draft is received. What the judge changed meanwhile goes next, on the new version. */
async function confirm(record, { version, saved_at }) {
  await change("drafts", record.key, (kept) => kept && { ...kept, version, received_at: saved_at, confirmed: record.rev, tried: [], problem: null, takes_over: false });
  again = true;
  announce("draft", record.key);
}

/** A submission is received: nothing readable of it stays here. */
async function finish(record, receipt, said) {
  const later = await change("drafts", record.key, (kept) => {
    if (!kept || marksOf(kept) === marksOf(record)) return undefined;
    return { ...kept, problem: { ...said, code: "submitted", marks: written(record.marks) } };
  });
  const { judge, entry, key, page } = record;
  const at = receipt.submitted_at ?? receipt.saved_at ?? said.saved_at;
  await put("receipts", key, { key, judge, entry, at, digest: receipt.content.slice(0, 16), kept_as: receipt.kept_as });
  if (!later && globalThis.caches) await forgetPage(page);
  announce("received", key);
}

async function forgetPage(page) {
  const kept = await keptPages();
  for (const { url } of await kept.keys()) {
    const { pathname } = new URL(url);
    if (pathname === page || pathname.startsWith(`${page}/`)) await kept.delete(url);
  }
}

async function note(record, values) {
  await change("drafts", record.key, (kept) => kept && (kept.rev === record.rev || values.version ? { ...kept, ...values } : kept));
  announce("draft", record.key);
}

function marksOf({ marks }) {
  return canonical(written(marks));
}
