/** Keep a page as the server has it: ask every few seconds, replace what changed, say when no answer comes.
 *
 * The server's time comes with every answer; clocks on stage count down from it by the page's own age, so that a wrong
 * or changed clock of the machine shows nowhere. */

const SLOWEST = 15000;
const TIMEOUT = 8000;
const frame = document.querySelector("[data-live-state]");
const every = Number(frame?.dataset.every);
const staleAfter = Number(frame?.dataset.staleAfter ?? 6000);
const shown = new Map();
const watchers = [];
let offset = Number(frame?.dataset.now) - performance.now();
let answered = performance.now();
let tag = "";
let failures = 0;
let timer = 0;
let asking = null;

if (frame) {
  tick();
  setInterval(tick, 200);
  timer = setTimeout(ask, 300);
  document.addEventListener("visibilitychange", () => document.hidden || askNow());
}

/** Milliseconds of the server's clock. */
export function serverTime() {
  return performance.now() + offset;
}

/** Ask at once, as after a press of one's own. */
export function askNow() {
  clearTimeout(timer);
  return ask();
}

/** Call back with (clock element, seconds left) five times a second. */
export function watch(callback) {
  watchers.push(callback);
}

async function ask() {
  if (asking) return asking;
  asking = once().finally(() => {
    asking = null;
    clearTimeout(timer);
    if (failures < Infinity) timer = setTimeout(ask, Math.min(every * 2 ** Math.min(failures, 3), SLOWEST));
  });
  return asking;
}

async function once() {
  try {
    const headers = { Accept: "application/json", ...(tag && { "If-None-Match": tag }) };
    const answer = await fetch(frame.dataset.liveState, { headers, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
    if (answer.status === 410) return end();
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
    const panes = answer.status === 304 ? null : (await answer.json()).panes;
    const time = Number(answer.headers.get("Server-Time"));
    if (time) offset = time - performance.now();
    tag = answer.headers.get("ETag") ?? tag;
    if (panes) Object.entries(panes).forEach(([name, html]) => show(name, html));
    answered = performance.now();
    failures = 0;
  } catch {
    failures += 1;
  }
  tick();
}

function end() {
  failures = Infinity;
  const words = document.querySelector("[data-ended]");
  if (!words) return;
  frame.querySelectorAll("[data-pane]").forEach((pane) => pane.replaceChildren());
  words.hidden = false;
}

/** Replace a pane where it changed; the focus stays on the button that it was on. */
function show(name, html) {
  const pane = document.querySelector(`[data-pane="${name}"]`);
  if (!pane || shown.get(name) === html) return;
  shown.set(name, html);
  const held = pane.contains(document.activeElement) ? trace(document.activeElement) : null;
  const scrolled = pane.scrollTop;
  pane.innerHTML = html;
  pane.scrollTop = scrolled;
  if (held) [...pane.querySelectorAll(held.kind)].find((one) => trace(one).mark === held.mark)?.focus({ preventScroll: true });
}

function trace(element) {
  return { kind: element.localName, mark: element.dataset.key ?? element.form?.action ?? element.href ?? "" };
}

function tick() {
  const late = performance.now() - answered > staleAfter;
  const note = document.querySelector("[data-stale]");
  if (note && failures < Infinity && note.hidden === late) {
    const words = note.querySelector("[data-stale-words]");
    words.textContent = late ? words.dataset.words.replace("{at}", clockTime(offset + answered)) : "";
    note.hidden = !late;
  }
  document.querySelectorAll("[data-timer]").forEach(count);
}

function count(clock) {
  const { ends, left, phase } = clock.dataset;
  if (phase === "none") return;
  const seconds = ends ? Math.max(Math.ceil((Date.parse(ends) - serverTime()) / 1000), 0) : Number(left);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (clock.textContent !== text) clock.textContent = text;
  clock.classList.toggle("over", seconds === 0);
  clock.classList.toggle("soon", seconds > 0 && seconds <= 60);
  watchers.forEach((callback) => callback(clock, seconds));
}

function clockTime(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
}
