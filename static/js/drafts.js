/** What a person has typed and the server has not confirmed, kept in this browser, for this person only. */

const person = document.body.dataset.person ?? "";
const prefix = `jiebang:draft:${person}:`;

/** The unconfirmed fields of a form of this page, or null. */
export function kept(form) {
  return JSON.parse(read(nameOf(form)) ?? "null");
}

/** Keep [name, value] pairs until `forget`; `sent` marks that the whole form was submitted. */
export function keep(form, fields, { sent = false } = {}) {
  write(nameOf(form), JSON.stringify({ fields, sent, path: location.pathname }));
}

export function forget(form) {
  write(nameOf(form), null);
}

/**
 * Drop drafts whose form was submitted and answered. A submission that met a dead network ends on the browser's own
 * error page, from which people come back by "back" or "reload": then the draft is still wanted.
 */
export function dropAnswered() {
  const [visit] = performance.getEntriesByType("navigation");
  const returned = visit && visit.type !== "navigate";
  for (const name of Object.keys(storage() ?? {})) {
    if (!name.startsWith(prefix)) continue;
    const draft = JSON.parse(read(name));
    if (draft.sent && !(returned && draft.path === location.pathname)) write(name, null);
  }
}

/** Forget everything of this person: they sign out, perhaps of a shared machine. */
export function forgetAll() {
  for (const name of Object.keys(storage() ?? {})) {
    if (name.startsWith(prefix)) write(name, null);
  }
}

function nameOf(form) {
  return `${prefix}${location.pathname}#${form.id}`;
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // forbidden by the browser's settings: typed text then lives in the page alone
  }
}

function read(name) {
  return storage()?.getItem(name) ?? null;
}

function write(name, text) {
  if (text === null) storage()?.removeItem(name);
  else storage()?.setItem(name, text);
}
