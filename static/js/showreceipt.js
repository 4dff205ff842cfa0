/** A receipt held up for somebody's phone: its 16 digits, and the address that checks them, as a code. Needs no network. */
import { drawCode } from "./code.js";
import { device } from "./device.js";

const dialog = document.getElementById("tablet-receipt");
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());

/** "a1b2 c3d4 e5f6 0718" of 16 digits. */
export function grouped(digest) {
  return digest.replace(/(.{4})(?=.)/g, "$1 ");
}

/** Let the link to the receipts show this one here instead. */
export function offerReceipt(digest) {
  const link = document.querySelector("[data-show-receipt]");
  if (!link || !dialog || !digest || !device.urls.verify) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open(digest);
  });
}

async function open(digest) {
  dialog.querySelector("[data-receipt-code]").textContent = grouped(digest);
  await drawCode(dialog.querySelector("canvas"), device.urls.verify.replace("CODE", digest), { level: "M" });
  dialog.showModal();
}
