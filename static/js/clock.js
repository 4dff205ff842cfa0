/** Count down to a deadline by the server's clock.
 *
 * The page brings the server's time with it; from there we add the page's own age, which a wrong or changed
 * clock of the visitor's machine does not touch. After a sleep the age may have stood still, so we ask again. */

const SLEPT = 60000;
const clocks = [...document.querySelectorAll("[data-clock]")];
let server = clocks.length ? Date.parse(clocks[0].dataset.now) : 0;
let since = performance.now();
let hidden = 0;

if (clocks.length) {
  clocks.forEach(show);
  setInterval(() => clocks.forEach(show), 1000);
  document.addEventListener("visibilitychange", wake);
}

/** Milliseconds of the server's clock. */
export function serverTime() {
  return server + performance.now() - since;
}

function show(clock) {
  const left = Math.floor((Date.parse(clock.dataset.deadline) - serverTime()) / 1000);
  const face = clock.querySelector(".clock-left");
  clock.classList.toggle("past", left <= 0);
  face.classList.toggle("soon", left > 0 && left < 86400);
  if (left <= 0) face.textContent = clock.dataset.past;
  else face.replaceChildren(...parts(left, JSON.parse(clock.dataset.words)));
}

function parts(left, [days, hours, minutes, seconds]) {
  const day = Math.floor(left / 86400);
  const shown = day ? [[String(day), days]] : [];
  shown.push([pad(Math.floor((left % 86400) / 3600)), hours], [pad(Math.floor((left % 3600) / 60)), minutes]);
  if (!day) shown.push([pad(left % 60), seconds]);
  return shown.flatMap(([number, word]) => [`${number} `, small(word), " "]);
}

function small(word) {
  const element = document.createElement("small");
  element.textContent = word;
  return element;
}

function pad(number) {
  return String(number).padStart(2, "0");
}

async function wake() {
  if (document.hidden) {
    hidden = Date.now();
    return;
  }
  if (Date.now() - hidden < SLEPT) return;
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  const date = answer && Date.parse(answer.headers.get("Date"));
  if (!date) return;
  server = date;
  since = performance.now();
}
