/**
 * What a person has typed and the server has not taken in, kept in this browser, for this person only: of forms that save
 * themselves until it has, of others as long as the tab is open.
 *
 * A form that is submitted carries a new id in its field "draft". Where the server takes it in, its answer names the id in
 * the cookie "answered", and the next page forgets the draft. Any other answer (errors, a sign-in that has expired, none at
 * all) leaves it.
 */
import { same, typed } from "./fields.js";

const person = document.body.dataset.person ?? "";
const prefix = `jiebang:draft:${person}:`;

dropAnswered();
document.querySelector("form[data-sign-out]")?.addEventListener("submit", forgetAll);

/** The unconfirmed fields of a form of this page, or null where there are none or the page already shows them. */
export function kept(form) {
  const draft = JSON.parse(storeOf(form)?.getItem(nameOf(form)) ?? "null");
  return draft && !same(draft.fields, typed(form)) ? draft.fields : null;
}

/** Keep what stands in the form until `forget`, or until the server has taken in the submission `sent`. */
export function keep(form, sent = null) {
  storeOf(form)?.setItem(nameOf(form), JSON.stringify({ fields: typed(form), sent }));
}

/** Keep a form that is being submitted, under a new id that goes with it. */
export function send(form) {
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const field = form.querySelector('input[name="draft"]') ?? form.appendChild(document.createElement("input"));
  Object.assign(field, { type: "hidden", name: "draft", value: id });
  keep(form, id);
}

export function forget(form) {
  storeOf(form)?.removeItem(nameOf(form));
}

/** Remember, and find again, something of this person under a name: an upload that is under way. */
export function remember(name, thing) {
  storage("localStorage")?.setItem(prefix + name, JSON.stringify(thing));
}

export function remembered(name) {
  return JSON.parse(storage("localStorage")?.getItem(prefix + name) ?? "null");
}

export function forgetName(name) {
  storage("localStorage")?.removeItem(prefix + name);
}

function dropAnswered() {
  const answered = document.cookie.match(/(?:^|; )answered=(\w+)/)?.[1];
  each((store, name) => {
    if (answered && JSON.parse(store.getItem(name)).sent === answered) store.removeItem(name);
  });
}

/** Forget everything of this person: they sign out, perhaps of a shared machine. */
function forgetAll() {
  each((store, name) => store.removeItem(name));
}

function each(visit) {
  for (const store of [storage("localStorage"), storage("sessionStorage")]) {
    for (const name of Object.keys(store ?? {})) if (name.startsWith(prefix)) visit(store, name);
  }
}

/** A form is known by where it is sent, whichever page it stands on: the form itself, or the answer that names its errors. */
function nameOf(form) {
  const { pathname } = new URL(form.getAttribute("action") || location.href, location.href);
  return `${prefix}${pathname}#${form.getAttribute("id") ?? ""}`;
}

function storeOf(form) {
  return storage(form.dataset.autosaveUrl ? "localStorage" : "sessionStorage");
}

function storage(kind) {
  try {
    return window[kind];
  } catch {
    return null; // forbidden by the browser's settings: typed text then lives in the page alone
  }
}
