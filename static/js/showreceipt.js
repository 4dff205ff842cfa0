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

/** The digits come first: they check as well as the code does, and are there when it cannot be drawn. */
async function open(digest) {
  const canvas = dialog.querySelector("canvas");
  dialog.querySelector("[data-receipt-code]").textContent = grouped(digest);
  dialog.showModal();
  const address = device.urls.verify.replace("CODE", digest);
  const isDrawn = await drawCode(canvas, address, { level: "M" }).then(() => true, () => false);
  dialog.querySelector("[data-with-code]").hidden = !isDrawn;
  dialog.querySelector("[data-no-code]").hidden = isDrawn;
}
