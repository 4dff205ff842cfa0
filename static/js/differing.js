/** The two dialogs that show a whole sheet again: before it is submitted, and where the server keeps other marks. */
import { say } from "./device.js";
import { hundredths, total, written } from "./marks.js";

/** Show every mark once more before the sheet is locked. */
export function restate(sheet) {
  sheet.closePads();
  const dialog = document.getElementById("ballot-submit");
  const lines = sheet.rows.map((row) => line([row.label, `${written(row.mark, row.places)} / ${written(row.max, 0)}`]));
  dialog.querySelector("[data-restated]").replaceChildren(...lines, line([say("total"), written(total(sheet.rows))], "sum"));
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
  dialog.showModal();
}

/** Show both copies side by side; `take(said, mine)` hears the choice, `look()` that nothing shall be changed here. */
export function openDiffering(sheet, said, { take, look }) {
  const dialog = document.getElementById("ballot-differs");
  if (dialog.open) dialog.close();
  dialog.dataset.code = said.code;
  dialog.querySelector("[data-differs-why]").textContent = said.error || say("stale");
  dialog.querySelector("[data-differs]").replaceChildren(...sheet.rows.map((row) => pair(row, said.marks[row.key] ?? null)));
  choose(dialog, "[data-take-mine]", said.code !== "submitted", () => take(said, true));
  choose(dialog, "[data-take-theirs]", true, () => take(said, false));
  choose(dialog, "[data-look]", said.code === "held", look);
  for (const button of dialog.querySelectorAll("[data-held]")) button.textContent = said.code === "held" ? button.dataset.held : button.dataset.word;
  dialog.oncancel = (event) => event.preventDefault();
  dialog.showModal();
}

function choose(dialog, selector, isOffered, act) {
  const button = dialog.querySelector(selector);
  button.hidden = !isOffered;
  button.onclick = () => {
    dialog.close();
    act();
  };
}

function pair(row, theirs) {
  const mine = row.mark === null ? row.input.value : written(row.mark, 0);
  const other = theirs === null ? "" : written(hundredths(String(theirs)), 0);
  return line([row.label, mine || say("unmarked"), other || say("unmarked")], other === mine ? "" : "differs");
}

function line(texts, kind = "") {
  const row = document.createElement("tr");
  row.className = kind;
  texts.forEach((text, at) => {
    const cell = document.createElement(at ? "td" : "th");
    cell.textContent = text;
    row.append(cell);
  });
  return row;
}
