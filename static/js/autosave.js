/** Save a form with data-autosave-url at every change, and never lose what was typed.
 *
 * POST, urlencoded, the form's fields without files. A good answer is JSON with any of: saved_at (ISO), version (put into
 * the field of that name), parts ({element id: html} to show, such as findings), autosave_url and url (after the first save
 * of something new). A refusal (4xx) carries error: a sentence. */
import * as drafts from "./drafts.js";
import { Offline, backOff, clockTime, send, wordsOf } from "./wire.js";

const PAUSE = 800;

for (const form of document.querySelectorAll("form[data-autosave-url]")) start(form);
drafts.dropAnswered();
document.querySelector("form[data-sign-out]")?.addEventListener("submit", drafts.forgetAll);

function start(form) {
  const state = { form, timer: 0, tries: 0, sending: false, again: false, leaving: null };
  form.addEventListener("input", (event) => changed(state, event));
  form.addEventListener("change", (event) => changed(state, event));
  form.addEventListener("submit", (event) => {
    clearTimeout(state.timer);
    if (state.sending) return wait(state, event); // its answer brings the version to send
    drafts.keep(form, fieldsOf(form), { sent: true });
  });
  window.addEventListener("online", () => state.timer && save(state));
  if (document.querySelector("[data-error-summary]")) drafts.forget(form);
  else restore(state);
}

function wait(state, event) {
  event.preventDefault();
  state.leaving = event.submitter ?? state.form;
}

function leave(state) {
  const by = state.leaving;
  state.leaving = null;
  state.form.requestSubmit(by === state.form ? null : by);
}

function changed(state, event) {
  if (event.target.type === "file" || event.target.type === "password") return;
  drafts.keep(state.form, fieldsOf(state.form));
  state.tries = 0;
  plan(state, PAUSE);
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
    heard(state, await send(state.form.dataset.autosaveUrl, { body: new URLSearchParams(fieldsOf(state.form)) }));
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
  if (!ok) {
    tell(state, "waiting", said.error ?? wordsOf(form).wrong);
    return;
  }
  if (!state.again && !state.timer) drafts.forget(form);
  state.tries = 0;
  if (said.version !== undefined && form.elements.version) form.elements.version.value = said.version;
  if (said.autosave_url) form.dataset.autosaveUrl = said.autosave_url;
  if (said.url) history.replaceState(null, "", said.url);
  for (const [id, html] of Object.entries(said.parts ?? {})) {
    const part = document.getElementById(id);
    if (part) part.innerHTML = html;
  }
  tell(state, "saved", `${wordsOf(form).saved} ${clockTime(said.saved_at)}`);
}

function restore(state) {
  const draft = drafts.kept(state.form);
  if (!draft || same(draft.fields, fieldsOf(state.form))) {
    drafts.forget(state.form);
    return;
  }
  bringRows(state.form, draft.fields);
  fill(state.form, draft.fields);
  tell(state, "waiting", wordsOf(state.form).restored);
  drafts.keep(state.form, draft.fields);
  plan(state, PAUSE);
}

/** Add rows until every kept name has its field, or no more may be added. */
function bringRows(form, fields) {
  for (const [name] of fields) {
    const table = [...form.querySelectorAll("[data-rows]")].find((one) => name.startsWith(`${one.dataset.rows}-`));
    const add = table?.querySelector("[data-row-add]");
    for (let left = 50; add && !add.disabled && !form.elements[name] && left; left -= 1) add.click();
  }
}

function fill(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || !keeps(field)) continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = given.includes(option.value);
    else if (given.length) field.value = given[0];
  }
}

function fieldsOf(form) {
  const skipped = new Set([...form.elements].filter((field) => !keeps(field)).map((field) => field.name));
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !skipped.has(name));
}

function keeps(field) {
  return !["file", "password", "submit", "button"].includes(field.type) && field.name !== "csrf_token";
}

function same(one, other) {
  const plain = (fields) => JSON.stringify(fields.filter(([name]) => name !== "version"));
  return plain(one) === plain(other);
}

function tell(state, name, text) {
  for (const place of state.form.querySelectorAll("[data-save-state]")) {
    place.dataset.state = name;
    place.textContent = text;
  }
}
