/** Save a form with data-autosave-url at every change, and never lose what was typed.
 *
 * POST, urlencoded, the form's fields without files. A good answer is JSON with any of: saved_at (ISO), version (put into
 * the field of that name), parts ({element id: html} to show, such as findings), errors ({field id: sentence} of what was left
 * out). A refusal (4xx) carries error (a sentence), and any of: errors; theirs ({field id: html}, what others saved meanwhile)
 * with the version that the next saving by hand is meant for; sign_in (where to sign in again). */
import * as beside from "./beside.js";
import * as drafts from "./drafts.js";
import { put, sendable } from "./fields.js";
import { Offline, backOff, clockTime, send, wordsOf } from "./wire.js";

const PAUSE = 800;

for (const form of document.querySelectorAll("form[data-autosave-url]")) start(form);

function start(form) {
  const state = { form, timer: 0, tries: 0, sending: false, again: false, leaving: null, decided: null };
  form.addEventListener("input", (event) => changed(state, event));
  form.addEventListener("change", (event) => changed(state, event));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(state.timer);
    if (state.sending) return wait(state, event); // its answer brings the version to send
    if (state.decided !== null) form.elements.version.value = state.decided;
    drafts.send(form);
  });
  window.addEventListener("online", () => state.timer && save(state));
  if (!document.querySelector("[data-error-summary]")) restore(state);
}

function wait(state, event) {
  event.preventDefault();
  state.leaving = event.submitter ?? state.form;
}

function leave(state) {
  const { form, leaving: by } = state;
  state.leaving = null;
  if (state.decided !== null) return; // others have saved meanwhile: it is to be seen before it is decided
  form.dataset.confirmed = "yes"; // whoever waits has confirmed before
  form.requestSubmit(by === form ? null : by);
  delete form.dataset.confirmed;
}

function changed(state, event) {
  if (event.target.type === "file" || event.target.type === "password") return;
  drafts.keep(state.form);
  state.tries = 0;
  if (state.decided === null) plan(state, PAUSE); // else saving is for the person to decide
}

function plan(state, delay) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, delay, state);
}

async function save(state) {
  clearTimeout(state.timer);
  state.timer = 0;
  if (state.sending) {
    state.again = true;
    return;
  }
  state.sending = true;
  tell(state, "saving", wordsOf(state.form).saving);
  try {
    const answer = await send(state.form.dataset.autosaveUrl, { body: new URLSearchParams(sendable(state.form)) });
    if (answer.status >= 500 || answer.status === 429) throw new Offline(String(answer.status));
    heard(state, answer);
  } catch (reason) {
    if (!(reason instanceof Offline)) throw reason;
    tell(state, "waiting", wordsOf(state.form).waiting);
    state.again = false;
    plan(state, backOff(state.tries++));
  } finally {
    state.sending = false;
  }
  if (state.leaving) return leave(state);
  if (state.again) {
    state.again = false;
    plan(state, 0);
  }
}

function heard(state, { ok, said }) {
  const { form } = state;
  const wrong = beside.showErrors(form, said.errors ?? {});
  if (!ok) return refused(state, said);
  state.tries = 0;
  if (said.version !== undefined && form.elements.version) form.elements.version.value = said.version;
  if (!wrong && !state.again && !state.timer) drafts.forget(form);
  else drafts.keep(form);
  beside.showParts(said.parts ?? {});
  const when = `${wordsOf(form).saved} ${clockTime(said.saved_at)}`;
  if (wrong) tell(state, "waiting", `${when} · ${wordsOf(form).except}`);
  else tell(state, "saved", when);
}

function refused(state, said) {
  if (said.theirs) {
    beside.showTheirs(state.form, said.theirs);
    state.decided = said.version;
  }
  tell(state, "waiting", said.error ?? wordsOf(state.form).wrong, said.sign_in);
}

function restore(state) {
  const fields = drafts.kept(state.form);
  if (!fields) return drafts.forget(state.form);
  put(state.form, fields);
  tell(state, "waiting", wordsOf(state.form).restored);
  drafts.keep(state.form);
  plan(state, PAUSE);
}

/** Say it at every place of the form, with the way to sign in where that is what is missing. */
function tell({ form }, name, text, signIn = "") {
  for (const place of [...form.elements].filter((each) => each.matches("[data-save-state]"))) {
    place.dataset.state = name;
    place.textContent = text;
    if (!signIn) continue;
    const way = document.createElement("a");
    way.href = `${signIn}?next=${encodeURIComponent(location.pathname)}`;
    way.textContent = wordsOf(form).signIn;
    place.append(" ", way);
  }
}
