/** The list of the day knows what this device still holds: each entry's state, and how many ballots wait to be sent. */
import { chip, device, say } from "./device.js";
import { hear } from "./news.js";
import { hurry, isSettled } from "./outbox.js";
import { toldOf } from "./receipt.js";
import { all } from "./store.js";
import { clockTime } from "./wire.js";

const places = [...document.querySelectorAll("[data-own-state]")];
let timer = null;
const notice = document.querySelector("[data-unsent]");

if (device && (places.length || notice)) {
  for (const kind of ["draft", "received", "kept", "wire"]) hear(kind, soon);
  notice?.querySelector("[data-send-now]")?.addEventListener("click", hurry);
  soon();
}

/** Many ballots leaving at once are one change to look at. */
function soon() {
  timer ??= setTimeout(show, 200);
}

async function show() {
  timer = null;
  const drafts = (await all("drafts")).filter(({ judge }) => judge === device.judge);
  const receipts = (await all("receipts")).filter(({ judge }) => judge === device.judge);
  for (const place of places) {
    const entry = Number(place.dataset.ownState);
    const receipt = receipts.find((one) => one.entry === entry);
    const draft = drafts.find((one) => one.entry === entry);
    if (draft) tell(place, draft);
    else if (receipt) put(place, ...toldOf(receipt), receipt.at);
  }
  const waiting = drafts.filter((one) => !isSettled(one));
  if (notice) notice.hidden = !waiting.length;
  if (waiting.length && notice) notice.querySelector("[data-unsent-count]").textContent = say("unsent", { n: waiting.length });
}

function tell(place, draft) {
  if (draft.problem && !isSettled(draft)) put(place, "problem", "seal");
  else if (!isSettled(draft)) put(place, draft.state === "submitted" ? "queued" : "kept", "warn", draft.kept_at);
  else if (draft.received_at) put(place, "draftReceived", "warn", draft.received_at);
}

function put(place, name, tone, at) {
  const time = at ? clockTime(at).slice(0, 5) : "";
  chip(place, say(name, { time }), tone);
}
