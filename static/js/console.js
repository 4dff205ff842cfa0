/** The organizer's console: buttons that do not leave the page, keys that press them, and a bell. */
import { askNow, watch } from "./live.js";

const TYPING = "input, textarea, select, [contenteditable]";
const SAID_FOR = 8000;
const said = document.querySelector("[data-said]");
const mute = document.querySelector("[data-mute]");
const MUTED = "console-muted";
let sound = null;
let fading = 0;
let before = null;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.live === undefined) return;
  event.preventDefault();
  send(form);
});

document.addEventListener("click", (event) => {
  wake();
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    open(dialog, opener);
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  // Whoever walked to a button with Tab presses that button with the space bar.
  if (key === " " && event.target.matches("button:focus-visible, summary:focus-visible")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button) {
    if (key === " ") event.preventDefault();
    return;
  }
  event.preventDefault();
  wake();
  if (!button.disabled) button.click();
});

async function send(form) {
  const buttons = [...form.querySelectorAll("button")].filter((button) => !button.disabled);
  // Read before the buttons are put out: a form gives nothing that is disabled.
  const body = new FormData(form);
  buttons.forEach((button) => (button.disabled = true));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.status === 401) return location.reload();
    const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (!answer.ok) return tell(form, told.error ?? String(answer.status));
    form.closest("dialog")?.close();
    form.reset();
    tell(form, "");
  } catch {
    tell(form, said.dataset.lost);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
    askNow();
  }
}

function tell(form, words) {
  const place = form.querySelector("[data-form-said]") ?? said;
  place.textContent = words;
  place.hidden = !words;
  clearTimeout(fading);
  if (words && place === said) fading = setTimeout(() => (said.hidden = true), SAID_FOR);
}

function open(dialog, opener) {
  const judge = dialog.querySelector("[name=judge_id]");
  if (judge && opener.dataset.judge) judge.value = opener.dataset.judge;
  dialog.showModal();
  (dialog.querySelector("input[type=text], input:not([type=hidden])") ?? dialog).focus();
}

/** A browser lets a page sound only after a press. */
function wake() {
  if (!sound && window.AudioContext) sound = new AudioContext();
  sound?.resume();
}

function ring(times) {
  if (!sound || localStorage.getItem(MUTED)) return;
  for (let stroke = 0; stroke < times; stroke += 1) {
    const at = sound.currentTime + stroke * 0.7;
    const tone = sound.createOscillator();
    const loud = sound.createGain();
    tone.frequency.value = 880;
    loud.gain.setValueAtTime(0.4, at);
    loud.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(loud).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.6);
  }
}

/** Once at one minute, three times at the end; never for a time that was passed while nobody looked. */
watch((clock, seconds) => {
  const { ends, phase } = clock.dataset;
  const running = ends && before?.phase === phase && before.ends === ends;
  if (running && before.seconds > 60 && seconds <= 60) ring(1);
  if (running && before.seconds > 0 && seconds === 0) ring(3);
  if (running && before.seconds !== seconds) document.body.dataset.rang = seconds === 0 ? "end" : seconds <= 60 ? "minute" : "";
  before = { ends, phase, seconds };
});

function showMute() {
  const muted = Boolean(localStorage.getItem(MUTED));
  mute.textContent = muted ? mute.dataset.off : mute.dataset.on;
  mute.setAttribute("aria-pressed", String(muted));
}

mute?.addEventListener("click", () => {
  if (localStorage.getItem(MUTED)) localStorage.removeItem(MUTED);
  else localStorage.setItem(MUTED, "yes");
  showMute();
});
if (mute) showMute();
