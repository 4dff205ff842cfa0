/** Keep what is typed into any form until the server has taken it in; forms that save themselves see to it in autosave.js. */
import * as drafts from "./drafts.js";
import { put, typed } from "./fields.js";

const FORMS = 'form[method="post"]:not([data-autosave-url], [data-ballot], [data-upload])';
// Who signs in, by which code, and into which account money goes, is kept nowhere.
const SECRET = '[autocomplete="username"], [autocomplete="one-time-code"], [data-secret]';

for (const form of document.querySelectorAll(FORMS)) {
  if (typed(form).length && !form.querySelector(SECRET)) start(form);
}

function start(form) {
  form.addEventListener("input", () => drafts.keep(form));
  form.addEventListener("change", () => drafts.keep(form));
  form.addEventListener("submit", (event) => event.defaultPrevented || drafts.send(form));
  form.querySelector(".form-actions a")?.addEventListener("click", () => drafts.forget(form)); // "取消"
  if (!document.querySelector("[data-error-summary]")) restore(form);
}

function restore(form) {
  const fields = drafts.kept(form);
  if (!fields) return;
  put(form, fields);
  form.prepend(document.getElementById("restored").content.cloneNode(true));
  form.querySelector("[data-drop-draft]").addEventListener("click", () => {
    drafts.forget(form);
    window.location.reload();
  });
}
