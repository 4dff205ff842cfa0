/** The judge's sheet: number boxes, pad, running totals, saving at every change, submit once. */
import { Keeper } from "./keeper.js";
import { allowed, hundredths, stepped, total, written } from "./marks.js";
import "./reader.js";
import { clockTime, wordsOf } from "./wire.js";

// A longer stop than between two keys: 1 is not sent while 17 is being typed.
const THINKING = 1500;
const TONES = { same: "ok", saved: "ok", kept: "warn", waiting: "warn", unsaved: "seal", refused: "seal", signedOut: "seal" };
const form = document.querySelector("form[data-ballot]");
const words = wordsOf(form);
const rows = [...form.querySelectorAll("[data-criterion]")].map(readRow);
const state = document.querySelector("[data-ballot-state]");
const keeper = new Keeper(form, { tell, differ, boxes, marks, settled });
let leaving = false;

rows.forEach(showMark);
showTotals();
if (form.dataset.locked === undefined) start();

/** A row's `mark` is what its box says, null where that is no mark; `sent` is what the server has or is being sent. */
function readRow(element) {
  const { criterion: key, dimension, label, max, weight, step, mark: known } = element.dataset;
  const input = element.querySelector("input");
  const places = (step.split(".")[1] ?? "").length;
  const line = { max: hundredths(max), weight: hundredths(weight), step: hundredths(step) };
  const early = input.value === known ? null : input.value;
  const mark = hundredths(known);
  return { element, input, key, dimension, label, places, ...line, mark, sent: mark, early, wrong: false, timer: 0 };
}

/** The sheet as it is sent: "17.5" by criterion, null where there is no mark. */
function marks() {
  return byKey((row) => (row.sent === null ? null : written(row.sent, 0)));
}

/** The sheet as it is kept here: every text, also one that is no mark yet. */
function boxes() {
  return byKey((row) => row.input.value.trim());
}

function settled() {
  return rows.every((row) => !row.wrong && row.mark === row.sent);
}

function byKey(value) {
  return Object.fromEntries(rows.map((row) => [row.key, value(row)]));
}

function start() {
  rows.forEach(listen);
  document.querySelector("[data-ballot-submit]").addEventListener("click", restate);
  document.querySelector("#ballot-submit [data-close]").addEventListener("click", (event) => event.target.closest("dialog").close());
  document.querySelector("[data-submit-yes]").addEventListener("click", submit);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", leave);
  recall();
  const tapped = rows.find((row) => row.input === document.activeElement);
  if (tapped) openPad(tapped);
}

function leave(event) {
  rows.forEach(commit);
  if (keeper.dirty && !leaving) event.preventDefault();
}

/** What never reached the server comes back, and so does what was typed while this script was on its way. */
function recall() {
  const theirs = { uuid: keeper.uuid, version: keeper.version, marks: marks() };
  const kept = keeper.kept();
  retype({ ...kept?.boxes, ...Object.fromEntries(rows.filter((row) => row.early !== null).map((row) => [row.key, row.early])) });
  if (settled()) {
    keeper.forget();
    tell("same");
  } else if (movedOn(kept, theirs)) {
    differ(theirs);
  } else {
    if (kept) keeper.adopt({ uuid: theirs.version ? theirs.uuid : kept.uuid, version: theirs.version });
    keeper.keep();
    rows.forEach(commit);
  }
}

function retype(texts) {
  for (const row of rows.filter((each) => each.key in texts)) {
    row.input.value = texts[row.key];
    read(row);
    showMark(row);
  }
}

/** Other marks were saved since the page was sent without a script, or since these were kept: the person chooses. */
function movedOn(kept, { uuid, version }) {
  if (form.dataset.stale !== undefined) return true;
  return Boolean(kept && version && (kept.uuid !== uuid || kept.version !== version));
}

function listen(row) {
  const { element, input } = row;
  if (matchMedia("(pointer: coarse)").matches) input.inputMode = "none";
  input.addEventListener("input", () => typed(row));
  element.addEventListener("focusout", (event) => element.contains(event.relatedTarget) || finish(row));
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
    finish(row);
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
  row.mark = stepped(row.mark, direction, row);
  finish(row);
}

function press(button, row) {
  if (!button) return;
  const { key: pressed } = button.dataset;
  if (pressed === "done") {
    closePads();
    finish(row);
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
  read(row);
  show(row);
  keeper.keep();
  clearTimeout(row.timer);
  row.timer = setTimeout(() => commit(row), THINKING);
}

function read(row) {
  const text = row.input.value.trim();
  const mark = text === "" ? null : hundredths(text.replace(/\.$/, ""));
  row.wrong = text !== "" && (mark === null || !allowed(mark, row));
  row.mark = row.wrong ? null : mark;
}

function finish(row) {
  showMark(row);
  commit(row);
}

/** The mark is given: send it. One that is off the line stays here until it is put right. */
function commit(row) {
  clearTimeout(row.timer);
  if (row.wrong) return;
  if (row.mark === row.sent) {
    keeper.rest();
    return;
  }
  row.sent = row.mark;
  keeper.changed();
}

function put(marks) {
  for (const row of rows) {
    if (!(row.key in marks)) continue;
    clearTimeout(row.timer);
    row.sent = marks[row.key] === null ? null : hundredths(String(marks[row.key]));
    Object.assign(row, { mark: row.sent, wrong: false });
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
  const wrong = rows.filter((row) => row.wrong).length;
  const said = wrong && ["same", "saved", "kept"].includes(name) ? "unsaved" : name;
  state.className = `chip chip-${TONES[said]}`;
  if (said === "signedOut") state.replaceChildren(wayBack());
  else if (said === "refused") state.textContent = detail ?? words.waiting;
  else state.textContent = words[said].replace("{time}", clockTime(detail)).replace("{n}", wrong);
}

/** All that was typed is kept here: signing in again comes back to this sheet, and sends it. */
function wayBack() {
  const link = document.createElement("a");
  link.href = form.dataset.signIn;
  link.textContent = words.signedOut;
  link.addEventListener("click", () => { leaving = true; });
  return link;
}

function differ(said) {
  const dialog = document.getElementById("ballot-differs");
  dialog.querySelector("[data-differs-why]").textContent = said.error ?? "";
  dialog.querySelector("[data-differs]").replaceChildren(...rows.map((row) => {
    const mine = row.mark === null ? row.input.value : written(row.mark, 0);
    const theirs = said.marks[row.key] ?? null;
    const other = theirs === null ? "" : written(hundredths(String(theirs)), 0);
    return line([row.label, mine || words.unmarked, other || words.unmarked], other === mine ? "" : "differs");
  }));
  dialog.querySelector("[data-take-mine]").onclick = () => {
    dialog.close();
    for (const row of rows.filter((each) => !each.wrong)) row.sent = row.mark;
    keeper.resolve(said, { resend: true });
  };
  dialog.querySelector("[data-take-theirs]").onclick = () => {
    dialog.close();
    put(said.marks);
    keeper.resolve(said, { resend: false });
    tell("same");
  };
  dialog.oncancel = (event) => event.preventDefault();
  dialog.showModal();
}

function restate() {
  closePads();
  rows.forEach(commit);
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
  leaving = all;
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
