/** Calling staff to the table without a word: a short list, and the answer when somebody is on the way. */
import { chip, device, say } from "./device.js";
import { hear } from "./news.js";
import { Offline, sendWithin } from "./wire.js";

const dialog = document.getElementById("tablet-help");
const place = document.querySelector("[data-help-state]");

if (dialog) {
  document.querySelector("[data-help]")?.addEventListener("click", () => dialog.showModal());
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  for (const button of dialog.querySelectorAll("[data-words]")) button.addEventListener("click", () => call(button.dataset.words));
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    call(dialog.querySelector("input").value.trim());
  });
  hear("day", ({ help }) => help && tell(help.answered_at ? "helpAnswered" : "helpCalled", help.answered_at ? "ok" : "warn"));
}

async function call(words) {
  if (!words) return undefined;
  dialog.close();
  try {
    const { status } = await sendWithin(10 * device.pause, device.urls.help, { json: { session: device.session, entry: device.entry, words } });
    return status === 201 ? tell("helpCalled", "warn") : tell("helpFailed", "seal");
  } catch (reason) {
    if (!(reason instanceof Offline)) throw reason;
    return tell("helpFailed", "seal"); // said at once: a call that leaves later helps nobody
  }
}

function tell(name, tone) {
  if (place) chip(place, say(name), tone);
}
