/** What every page of a judge does for the device it stands on: sends, keeps the day, follows the session, tells what is missing. */
import "./day.js";
import { device, say } from "./device.js";
import "./export.js";
import "./help.js";
import { hear } from "./news.js";
import { keepDay } from "./offline.js";
import { hurry } from "./outbox.js";
import { look, remember, skewOf } from "./session.js";
import "./typesize.js";
import "./waiting.js";

if (device) start();

async function start() {
  localStorage.setItem("jiebang:device", "1");
  if (!isSecureContext) for (const part of document.querySelectorAll("[data-insecure]")) part.hidden = false;
  window.addEventListener("online", hurry);
  document.addEventListener("visibilitychange", () => document.hidden || hurry());
  hear("clock", showSkew);
  hear("other", (name) => reveal("[data-other]", say("other", { name })));
  window.addEventListener("beforeinstallprompt", offer);
  hurry();
  const said = await look();
  await remember(said);
  if (said?.server_time) showSkew(Date.parse(said.server_time));
  await keepDay();
}

/** Whoever's clock is wrong by minutes or days learns that it does not count. */
function showSkew(serverTime) {
  const skew = skewOf(serverTime);
  const isWrong = Math.abs(skew) > 120;
  for (const part of document.querySelectorAll("[data-skew]")) part.hidden = !isWrong;
  if (isWrong) reveal("[data-skew]", say(skew > 0 ? "fast" : "slow", { away: span(Math.abs(skew)) }));
}

function span(seconds) {
  if (seconds >= 86400) return say("days", { n: Math.round(seconds / 86400) });
  if (seconds >= 3600) return say("hours", { n: Math.round(seconds / 3600) });
  return say("minutes", { n: Math.round(seconds / 60) });
}

function reveal(selector, text) {
  for (const part of document.querySelectorAll(selector)) Object.assign(part, { hidden: false, textContent: text });
}

function offer(event) {
  const button = document.querySelector("[data-install]");
  if (!button) return;
  event.preventDefault();
  button.hidden = false;
  button.addEventListener("click", () => event.prompt(), { once: true });
}
