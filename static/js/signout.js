/** Signing out leaves nothing readable on the device, and never drops marks that were not received without a word. */
import { all, remove, shut } from "./store.js";

const person = Number(document.body.dataset.person);
const form = document.querySelector("form[data-sign-out]");
const dialog = document.getElementById("sign-out-unsent");

if (form && dialog) form.addEventListener("submit", leave);

/** Asked when they leave: the first page of all becomes a judge's only while it is looked at. */
function isJudges() {
  try {
    return localStorage.getItem("jiebang:device") !== null;
  } catch {
    return false;
  }
}

async function leave(event) {
  if (!isJudges()) return;
  event.preventDefault();
  const drafts = await all("drafts");
  const mine = drafts.filter(({ judge, rev, confirmed }) => judge === person && rev !== confirmed);
  if (mine.length) warn(mine, drafts);
  else await clear(drafts);
}

function warn(mine, drafts) {
  dialog.querySelector("[data-unsent-list]").replaceChildren(...mine.map(({ title }) => Object.assign(document.createElement("li"), { textContent: title })));
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
  dialog.querySelector("[data-drop]").onclick = () => clear(drafts);
  dialog.showModal();
}

/** Another judge's marks that were not received stay, under their name; then the browser may not be told to empty everything. */
async function clear(drafts) {
  const others = drafts.filter(({ judge, rev, confirmed }) => judge !== person && rev !== confirmed);
  for (const { key } of drafts.filter((one) => !others.includes(one))) await remove("drafts", key);
  for (const { key } of await all("receipts")) await remove("receipts", key);
  for (const name of ["judge", "pages", "tablet", "skew"]) await remove("device", name);
  shut();
  if (globalThis.caches) await caches.delete("jiebang-day");
  if (!others.length) {
    localStorage.removeItem("jiebang:device");
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "device", value: "cleared" }));
  }
  form.submit();
}
