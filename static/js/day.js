/** The session as it runs, asked for every few seconds while the page is seen: what is open, on stage, paused; and that we are here. */
import { chip, device, say } from "./device.js";
import { hear, tellHere } from "./news.js";
import { hurry, opened, unsent } from "./outbox.js";
import { get } from "./store.js";
import { Offline, sendWithin } from "./wire.js";

const EVERY = 5;
const SELDOM = 60;
const TONES = { waiting: "warn", open: "ok", closed: "seal" };
let etag = "";
let timer = 0;
let isAway = false;

if (device) {
  document.addEventListener("visibilitychange", () => document.hidden || poll());
  hear("received", poll);
  poll();
}

async function poll() {
  clearTimeout(timer);
  if (document.hidden) return;
  const rests = await asked();
  clearTimeout(timer);
  timer = setTimeout(poll, rests * device.pause);
}

/** Ask once; return how many pauses to rest. A server that does not know the page is asked seldom. */
async function asked() {
  try {
    const { status, said, at, etag: next } = await sendWithin(10 * device.pause, await address(), { method: "GET", headers: etag ? { "If-None-Match": etag } : {} });
    if (status === 401) tellHere("wire", "signedOut");
    if (status === 404) return SELDOM;
    if (status === 200 && !Array.isArray(said.sessions)) throw new Offline("another's answer");
    back(at);
    if (status === 200) {
      etag = next ?? "";
      tellHere("clock", Date.parse(said.server_time));
      show(said);
    }
  } catch (reason) {
    if (!(reason instanceof Offline)) throw reason;
    isAway = true;
    tellHere("away", true);
  }
  return EVERY;
}

/** The server answers again: what waits is sent at once. */
function back(at) {
  if (isAway && at) tellHere("clock", Date.parse(at));
  if (isAway) hurry();
  isAway = false;
  tellHere("away", false);
}

async function address() {
  const told = new URLSearchParams({ unsent: (await unsent()).length, skew: (await get("device", "skew")) ?? 0 });
  const tablet = await get("device", "tablet");
  if (device.entry) told.set("entry", device.entry);
  if (tablet?.name) told.set("tablet", tablet.name);
  return `${device.urls.day}?${told}`;
}

function show(said) {
  tellHere("day", said);
  for (const session of said.sessions) {
    for (const one of session.entries) showEntry(session, one);
    opened(session.entries.filter(({ marking }) => marking === "open").map(({ entry }) => entry));
  }
  const session = said.sessions.find(({ entries }) => entries.some(({ entry }) => entry === device.entry));
  if (session) showSession(session);
}

function showEntry(session, { entry, marking }) {
  const texts = [say(`marking_${marking}`), ...(session.on_stage === entry ? [say("onStage")] : [])];
  for (const place of document.querySelectorAll(`[data-marking="${entry}"]`)) {
    chip(place, texts.join(" · "), TONES[marking] ?? "brand");
  }
}

function showSession({ paused, timer: clock }) {
  const place = document.querySelector("[data-stage]");
  if (!place) return;
  const left = clock?.ends_at ? "" : clock?.left ?? "";
  const text = paused ? say("paused", { words: paused.words }) : clock ? say(clock.phase, { left }) : "";
  Object.assign(place, { hidden: !text, textContent: text });
  place.dataset.endsAt = clock?.ends_at ?? "";
}
