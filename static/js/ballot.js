/** The judge's sheet: number boxes, pad, running totals, saving at every change, submit once. */
import { Keeper } from "./keeper.js";
import { allowed, hundredths, stepped, total, written } from "./marks.js";
import "./reader.js";
import { clockTime, wordsOf } from "./wire.js";

const form = document.querySelector("form[data-ballot]");
const words = wordsOf(form);
const rows = [...form.querySelectorAll("[data-criterion]")].map(readRow);
const state = document.querySelector("[data-ballot-state]");
const keeper = new Keeper(form, { tell, differ, marks });

rows.forEach(showMark);
showTotals();
if (form.dataset.locked === undefined) start();

function readRow(element) {
  const { criterion: key, dimension, label, max, weight, step } = element.dataset;
  const input = element.querySelector("input");
  const places = (step.split(".")[1] ?? "").length;
  const line = { max: hundredths(max), weight: hundredths(weight), step: hundredths(step) };
  const early = input.value === input.defaultValue ? null : input.value;
  const mark = hundredths(input.defaultValue);
  return { element, input, key, dimension, label, places, ...line, mark, early, wrong: false };
}

/** The sheet as it is sent: "17.5" by criterion, null where there is no mark. */
function marks() {
  return Object.fromEntries(rows.map((row) => [row.key, row.mark === null ? null : written(row.mark, 0)]));
}

function start() {
  rows.forEach(listen);
  document.querySelector("[data-ballot-submit]").addEventListener("click", restate);
  document.querySelector("#ballot-submit [data-close]").addEventListener("click", (event) => event.target.closest("dialog").close());
  document.querySelector("[data-submit-yes]").addEventListener("click", submit);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => keeper.dirty && event.preventDefault());
  recall();
  catchUp();
}

/** On a slow network the sheet is there before this script: what was typed or tapped meanwhile counts too. */
function catchUp() {
  for (const row of rows.filter((each) => each.early !== null)) {
    row.input.value = row.early;
    typed(row);
  }
  const tapped = rows.find((row) => row.input === document.activeElement);
  if (tapped) openPad(tapped);
}

/** Marks that never reached the server come back; where the server moved on meanwhile, the person chooses. */
function recall() {
  const kept = keeper.kept();
  if (!kept) return;
  const theirs = { version: keeper.version, marks: keeper.marks() };
  put(kept.marks);
  if (JSON.stringify(keeper.marks()) === JSON.stringify(theirs.marks)) keeper.forget();
  else if (kept.version === theirs.version) keeper.changed();
  else differ(theirs);
}

function listen(row) {
  const { element, input } = row;
  if (matchMedia("(pointer: coarse)").matches) input.inputMode = "none";
  input.addEventListener("input", () => typed(row));
  input.addEventListener("blur", () => showMark(row));
  input.addEventListener("click", () => openPad(row));
  input.addEventListener("keydown", (event) => key(event, row));
  element.querySelector("[data-less]").addEventListener("click", () => turn(row, -1n));
  element.querySelector("[data-more]").addEventListener("click", () => turn(row, 1n));
  element.querySelector("[data-pad]").addEventListener("click", (event) => press(event.target.closest("[data-key]"), row));
}

function key(event, row) {
  const direction = { ArrowUp: 1n, ArrowDown: -1n }[event.key];
  if (direction) {
    event.preventDefault();
    turn(row, direction);
  }
  if (event.key === "Escape") closePads();
  if (event.key === "Enter") {
    event.preventDefault();
    closePads();
    rows[rows.indexOf(row) + 1]?.input.focus();
  }
}

/** From an unmarked box the steps open the pad: a first number is the judge's own, never suggested. */
function turn(row, direction) {
  if (row.mark === null) {
    openPad(row);
    row.input.focus({ preventScroll: true });
    return;
  }
  set(row, stepped(row.mark, direction, row));
  showMark(row);
}

function press(button, row) {
  if (!button) return;
  const { key: pressed } = button.dataset;
  if (pressed === "done") {
    closePads();
    showMark(row);
    return;
  }
  const fresh = row.element.dataset.fresh === "yes";
  delete row.element.dataset.fresh;
  if (pressed === "clear") row.input.value = "";
  else if (pressed === "back") row.input.value = row.input.value.slice(0, -1);
  else row.input.value = (fresh ? "" : row.input.value) + pressed;
  typed(row);
}

function typed(row) {
  const text = row.input.value.trim();
  const mark = text === "" ? null : hundredths(text.replace(/\.$/, ""));
  row.wrong = text !== "" && (mark === null || !allowed(mark, row));
  if (row.wrong) show(row);
  else set(row, mark);
}

function set(row, mark) {
  row.wrong = false;
  const same = row.mark === mark;
  row.mark = mark;
  show(row);
  if (!same) keeper.changed();
}

function put(marks) {
  for (const row of rows) {
    if (!(row.key in marks)) continue;
    row.mark = marks[row.key] === null ? null : hundredths(String(marks[row.key]));
    showMark(row);
  }
  showTotals();
}

function showMark(row) {
  if (!row.wrong) row.input.value = row.mark === null ? "" : written(row.mark, row.places);
  show(row);
}

function show(row) {
  const { element, mark } = row;
  element.querySelector(".dial").classList.toggle("unset", mark === null && !row.wrong);
  element.querySelector(".dial").classList.toggle("wrong", row.wrong);
  element.querySelector(".error").hidden = !row.wrong;
  const own = element.querySelector(".own");
  own.setAttribute("visibility", mark === null ? "hidden" : "visible");
  if (mark !== null) own.setAttribute("cx", `${Number((mark * 1000n) / row.max) / 10}%`);
  showBand(element.querySelectorAll(".bands li"), mark);
  showBand(element.querySelectorAll(".pad-anchors [data-low]"), mark);
  showTotals();
}

/** The band of a mark is the last one that begins at or below it: 15.5 still belongs to 12–15. */
function showBand(bands, mark) {
  const reached = [...bands].filter((band) => mark !== null && hundredths(band.dataset.low) <= mark);
  for (const band of bands) band.classList.toggle("on", band === reached.at(-1));
}

function showTotals() {
  for (const place of document.querySelectorAll("[data-total]")) {
    const wanted = rows.filter((row) => row.mark !== null && (!place.dataset.total || row.dimension === place.dataset.total));
    place.textContent = wanted.length ? written(total(wanted)) : "—";
  }
  document.querySelector("[data-top]").textContent = written(rows.reduce((sum, row) => sum + row.weight, 0n), 0);
  const left = rows.filter((row) => row.mark === null && !row.wrong).length;
  const wrong = rows.filter((row) => row.wrong).length;
  const place = document.querySelector("[data-ballot-left]");
  if (!place) return;
  place.textContent = wrong ? words.wrong.replace("{n}", wrong) : left ? words.left.replace("{n}", left) : words.ready;
  document.querySelector("[data-ballot-submit]").disabled = left + wrong > 0;
}

function openPad(row) {
  const pad = row.element.querySelector("[data-pad]");
  if (!pad.hidden) return;
  closePads();
  pad.hidden = false;
  row.element.dataset.fresh = "yes";
  pad.scrollIntoView({ block: "nearest" });
}

function closePads() {
  for (const pad of form.querySelectorAll("[data-pad]")) pad.hidden = true;
}

function tell(name, detail) {
  const tone = { kept: "chip-warn", saved: "chip-ok", waiting: "chip-warn", refused: "chip-seal" }[name];
  state.className = `chip ${tone}`;
  state.textContent = name === "refused" ? detail : words[name].replace("{time}", clockTime(detail));
}

function differ(said) {
  const dialog = document.getElementById("ballot-differs");
  dialog.querySelector("[data-differs-why]").textContent = said.error ?? "";
  const mine = keeper.marks();
  dialog.querySelector("[data-differs]").replaceChildren(...rows.map((row) => {
    const theirs = said.marks[row.key] ?? null;
    const other = theirs === null ? null : written(hundredths(String(theirs)), 0);
    return line([row.label, mine[row.key] ?? words.unmarked, other ?? words.unmarked], other === mine[row.key] ? "" : "differs");
  }));
  dialog.querySelector("[data-take-mine]").onclick = () => {
    dialog.close();
    keeper.resolve(said.version, { resend: true });
  };
  dialog.querySelector("[data-take-theirs]").onclick = () => {
    dialog.close();
    put(said.marks);
    keeper.resolve(said.version, { resend: false });
    tell("saved");
  };
  dialog.oncancel = (event) => event.preventDefault();
  dialog.showModal();
}

function restate() {
  closePads();
  const dialog = document.getElementById("ballot-submit");
  const lines = rows.map((row) => line([row.label, `${written(row.mark, row.places)} / ${written(row.max, 0)}`]));
  dialog.querySelector("[data-restated]").replaceChildren(...lines, line([words.total, written(total(rows))], "sum"));
  dialog.querySelector("[data-submit-refused]").hidden = true;
  dialog.showModal();
}

async function submit(event) {
  event.target.disabled = true;
  const all = await keeper.flush();
  event.target.disabled = false;
  if (all) form.submit();
  else document.querySelector("[data-submit-refused]").hidden = false;
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
