/** A sign-in that ended while the tablet was away: go on with it where it can be had again, by the judge's PIN if need be. */
import { device, say } from "./device.js";
import { announce, hear } from "./news.js";
import { hurry } from "./outbox.js";
import { change, put } from "./store.js";
import { Offline, sendWithin, useToken } from "./wire.js";

const dialog = document.getElementById("tablet-pin");
let token = "";
let asking = false;
let dismissed = false;

hear("wire", (said) => said === "signedOut" && renew());
dialog?.querySelector("form").addEventListener("submit", enter);
dialog?.querySelector("[data-close]").addEventListener("click", () => { dismissed = true; dialog.close(); });

/** Learn how the sign-in stands; null where the server says nothing of it. */
export async function look() {
  try {
    const { ok, said } = await sendWithin(10 * device.pause, device.urls.session, { method: "GET" });
    return ok && "signed_in" in said ? said : null;
  } catch (reason) {
    if (!(reason instanceof Offline)) throw reason;
    return null;
  }
}

/** Keep what the tablet needs while there is no network: its name, and the key of its files. */
export async function remember(said) {
  if (said?.signed_in && said.judge?.id === device.judge && said.tablet) {
    const { id, name } = said.tablet;
    await put("device", "tablet", { id, name, judge: device.judge, export_key: said.export_key ?? "" });
  }
}

/** The link of the state: by PIN where this tablet has one, else to the sign-in page. */
export function ask(event) {
  if (!token || !dialog) return;
  event.preventDefault();
  dismissed = false;
  open();
}

/** Open again elsewhere, or by PIN; marks stay where they are meanwhile. */
export async function renew() {
  if (asking) return;
  asking = true;
  const said = await look();
  asking = false;
  if (!said) return;
  if (said.signed_in) resume(said);
  else if (said.tablet?.has_pin) {
    token = said.csrf_token;
    open();
  }
}

function resume(said) {
  if (said.judge?.id !== device.judge) {
    announce("other", said.judge?.name ?? "");
    return;
  }
  useToken(said.csrf_token);
  if (dialog?.open) dialog.close();
  remember(said);
  announce("wire", "ok");
  hurry();
}

function open() {
  if (dismissed || document.hidden || dialog.open || document.querySelector("dialog[open]")) return;
  dialog.querySelector("[data-pin-error]").textContent = "";
  dialog.showModal();
  dialog.querySelector("input").focus();
}

async function enter(event) {
  event.preventDefault();
  const input = dialog.querySelector("input");
  const button = dialog.querySelector("[type=submit]");
  useToken(token);
  button.disabled = true;
  try {
    const { ok, said } = await sendWithin(10 * device.pause, device.urls.session, { json: { pin: input.value } });
    if (ok && said.signed_in) resume(said);
    else dialog.querySelector("[data-pin-error]").textContent = said.error ?? say("pinFailed");
    if (said.csrf_token) token = said.csrf_token;
  } catch (reason) {
    if (!(reason instanceof Offline)) throw reason;
    dialog.querySelector("[data-pin-error]").textContent = say("pinOffline");
  }
  input.value = "";
  button.disabled = false;
}

/** How far this device's clock is ahead of the server's, in seconds, as last seen. */
export function skewOf(serverTime) {
  const skew = Math.round((Date.now() - serverTime) / 1000);
  change("device", "skew", () => skew);
  return skew;
}
