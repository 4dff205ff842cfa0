/** The boxes of a judge's sheet: typing, steps, pad, bands, running totals. What becomes of the marks is not known here. */
import { allowed, hundredths, stepped, total, written } from "./marks.js";

// A longer stop than between two keys: 1 is not given while 17 is being typed.
const THINKING = 1500;

/** `typed()` hears every change of a text, `given()` each mark that was decided on. */
export class Sheet {
  constructor(form, { typed, given }) {
    Object.assign(this, { form, typed, given, isFrozen: false });
    this.rows = [...form.querySelectorAll("[data-criterion]")].map(readRow);
    this.rows.forEach((row) => this.showMark(row));
    this.showTotals();
  }

  /** All lines as they are sent: "17.5" by criterion, null where there is no mark. */
  marks() {
    return this.byKey((row) => (row.given === null ? null : written(row.given, 0)));
  }

  /** Every text as it stands there, also one that is no mark yet. */
  boxes() {
    return this.byKey((row) => row.input.value.trim());
  }

  /** What was typed before this script arrived. */
  early() {
    return Object.fromEntries(this.rows.filter((row) => row.early !== null).map((row) => [row.key, row.early]));
  }

  get wrong() {
    return this.rows.filter((row) => row.wrong).length;
  }

  get left() {
    return this.rows.filter((row) => row.mark === null && !row.wrong).length;
  }

  byKey(value) {
    return Object.fromEntries(this.rows.map((row) => [row.key, value(row)]));
  }

  start() {
    this.rows.forEach((row) => this.listen(row));
    const tapped = this.rows.find((row) => row.input === document.activeElement);
    if (tapped) this.openPad(tapped);
  }

  /** A frozen sheet is for reading: whatever touches it changes nothing. */
  freeze(isFrozen) {
    this.isFrozen = isFrozen;
    if (isFrozen) this.closePads();
    this.form.classList.toggle("frozen", isFrozen);
    for (const { element, input } of this.rows) {
      input.readOnly = isFrozen;
      for (const button of element.querySelectorAll(".dial button")) button.disabled = isFrozen;
    }
  }

  /** Put texts into the boxes as if they were typed. */
  retype(texts) {
    for (const row of this.rows.filter((each) => each.key in texts)) {
      row.input.value = texts[row.key];
      this.read(row);
      this.showMark(row);
    }
  }

  /** Put marks there that were given already. */
  put(marks) {
    for (const row of this.rows.filter((each) => each.key in marks)) {
      clearTimeout(row.timer);
      row.given = marks[row.key] === null ? null : hundredths(String(marks[row.key]));
      Object.assign(row, { mark: row.given, wrong: false, isTyping: false });
      this.showMark(row);
    }
    this.showTotals();
  }

  /** Take everything typed as given; true where that changed anything. */
  commitAll() {
    return this.rows.map((row) => this.take(row)).some(Boolean);
  }

  /** The same, but for a box in which somebody types right now: its mark is given once they stop. */
  commitRested() {
    return this.rows.filter((row) => !row.isTyping).map((row) => this.take(row)).some(Boolean);
  }

  listen(row) {
    const { element, input } = row;
    if (matchMedia("(pointer: coarse)").matches) input.inputMode = "none";
    input.addEventListener("input", () => this.type(row));
    element.addEventListener("focusout", (event) => element.contains(event.relatedTarget) || this.finish(row));
    input.addEventListener("click", () => this.openPad(row));
    input.addEventListener("keydown", (event) => this.key(event, row));
    element.querySelector("[data-less]").addEventListener("click", () => this.turn(row, -1n));
    element.querySelector("[data-more]").addEventListener("click", () => this.turn(row, 1n));
    element.querySelector("[data-pad]").addEventListener("click", (event) => this.press(event.target.closest("[data-key]"), row));
  }

  key(event, row) {
    const direction = { ArrowUp: 1n, ArrowDown: -1n }[event.key];
    if (direction) {
      event.preventDefault();
      this.turn(row, direction);
    }
    if (event.key === "Escape") this.closePads();
    if (event.key === "Enter") {
      event.preventDefault();
      this.closePads();
      this.finish(row);
      this.rows[this.rows.indexOf(row) + 1]?.input.focus();
    }
  }

  /** From an unmarked box the steps open the pad: a first number is the judge's own, never suggested. */
  turn(row, direction) {
    if (this.isFrozen) return;
    if (row.mark === null) {
      this.openPad(row);
      row.input.focus({ preventScroll: true });
      return;
    }
    row.mark = stepped(row.mark, direction, row);
    this.finish(row);
  }

  press(button, row) {
    if (!button || this.isFrozen) return;
    const { key: pressed } = button.dataset;
    if (pressed === "done") {
      this.closePads();
      this.finish(row);
      return;
    }
    const fresh = row.element.dataset.fresh === "yes";
    delete row.element.dataset.fresh;
    if (pressed === "clear") row.input.value = "";
    else if (pressed === "back") row.input.value = row.input.value.slice(0, -1);
    else row.input.value = (fresh ? "" : row.input.value) + pressed;
    this.type(row);
  }

  type(row) {
    if (this.isFrozen) return;
    this.read(row);
    this.show(row);
    this.typed();
    clearTimeout(row.timer);
    row.isTyping = true;
    row.timer = setTimeout(() => this.commit(row), THINKING);
  }

  read(row) {
    const text = row.input.value.trim();
    const mark = text === "" ? null : hundredths(text.replace(/\.$/, ""));
    row.wrong = text !== "" && (mark === null || !allowed(mark, row));
    row.mark = row.wrong ? null : mark;
  }

  finish(row) {
    this.showMark(row);
    this.commit(row);
  }

  commit(row) {
    if (this.take(row)) this.given();
  }

  /** One that is off the line stays here until it is put right. */
  take(row) {
    clearTimeout(row.timer);
    row.isTyping = false;
    if (row.wrong || row.mark === row.given) return false;
    row.given = row.mark;
    return true;
  }

  showMark(row) {
    if (!row.wrong) row.input.value = row.mark === null ? "" : written(row.mark, row.places);
    this.show(row);
  }

  show(row) {
    const { element, mark } = row;
    element.querySelector(".dial").classList.toggle("unset", mark === null && !row.wrong);
    element.querySelector(".dial").classList.toggle("wrong", row.wrong);
    element.querySelector(".error").hidden = !row.wrong;
    const own = element.querySelector(".own");
    own.setAttribute("visibility", mark === null ? "hidden" : "visible");
    if (mark !== null) own.setAttribute("cx", `${Number((mark * 1000n) / row.max) / 10}%`);
    showBand(element.querySelectorAll(".bands li"), mark);
    showBand(element.querySelectorAll(".pad-anchors [data-low]"), mark);
    this.showTotals();
  }

  showTotals() {
    for (const place of document.querySelectorAll("[data-total]")) {
      const wanted = this.rows.filter((row) => row.mark !== null && (!place.dataset.total || row.dimension === place.dataset.total));
      place.textContent = wanted.length ? written(total(wanted)) : "—";
    }
    document.querySelector("[data-top]").textContent = written(this.rows.reduce((sum, row) => sum + row.weight, 0n), 0);
  }

  openPad(row) {
    const pad = row.element.querySelector("[data-pad]");
    if (!pad?.hidden || this.isFrozen) return;
    this.closePads();
    pad.hidden = false;
    row.element.dataset.fresh = "yes";
    pad.scrollIntoView({ block: "nearest" });
  }

  closePads() {
    for (const pad of this.form.querySelectorAll("[data-pad]")) pad.hidden = true;
  }
}

/** A row's `mark` is what its box says, null where that is no mark; `given` is what the judge has decided on. */
function readRow(element) {
  const { criterion: key, dimension, label, max, weight, step, mark: known } = element.dataset;
  const input = element.querySelector("input");
  const places = (step.split(".")[1] ?? "").length;
  const line = { max: hundredths(max), weight: hundredths(weight), step: hundredths(step) };
  const early = input.value === known ? null : input.value;
  const mark = hundredths(known);
  return { element, input, key, dimension, label, places, ...line, mark, given: mark, early, wrong: false, timer: 0 };
}

/** The band of a mark is the last one that begins at or below it: 15.5 still belongs to 12–15. */
function showBand(bands, mark) {
  const reached = [...bands].filter((band) => mark !== null && hundredths(band.dataset.low) <= mark);
  for (const band of bands) band.classList.toggle("on", band === reached.at(-1));
}
