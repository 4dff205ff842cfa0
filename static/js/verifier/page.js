/** The page: a file is picked or dropped, checked here, and told in words and a table. Nothing is sent anywhere. */
import { canonical } from "./canonical.js";
import { verify } from "./verify.js";
import { ALWAYS, VERDICTS, WORDS } from "./words.js";

const [MOST_SHOWN, LONGEST] = [5, 80];
const root = document.querySelector("[data-verifier]");
const own = JSON.parse(root.dataset.words);
const language = document.documentElement.lang === "en" ? 1 : 0;
const [drop, picker, progress, result] = ["[data-drop]", "[data-bundle]", "[data-progress]", "[data-result]"].map((name) => root.querySelector(name));
const [code, heads, receipt] = ["[data-head-code]", "[data-heads]", "[data-receipt]"].map((name) => root.querySelector(name));
let bundle = null;
let running = 0;

picker.addEventListener("change", () => take(picker.files));
for (const field of [code, heads, receipt]) field.addEventListener("change", () => bundle && check());
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
window.addEventListener("dragover", () => drop.classList.add("over"));
for (const name of ["dragleave", "drop"]) window.addEventListener(name, () => drop.classList.remove("over"));
window.addEventListener("drop", (event) => take(event.dataTransfer.files));
root.querySelector("[data-ready]").hidden = false;

function take(files) {
  if (!files.length) return;
  [bundle] = files;
  check();
}

async function check() {
  const turn = (running += 1);
  result.replaceChildren();
  progress.hidden = false;
  try {
    const data = new Uint8Array(await bundle.arrayBuffer());
    const asked = { code: codeTyped(), heads: await headsPicked(), receipt: await receiptPicked() };
    const told = await verify(data, { ...asked, step: (what) => said(`${own.checking}${say(what)}…`) });
    if (turn === running) show(told);
  } catch (trouble) {
    if (turn === running) result.replaceChildren(notice("seal", own.unreadable, trouble.message));
  }
  if (turn === running) progress.hidden = true;
}

/** Tell what is being done, and let the page draw it. */
function said(words) {
  progress.querySelector("output").textContent = words;
  return new Promise((done) => { setTimeout(done, 20); });
}

function codeTyped() {
  const plain = code.value.replace(/[\s·-]/g, "").toLowerCase();
  if (!plain) return "";
  if (!/^[0-9a-f]{16,64}$/.test(plain)) throw new Error(own.noCode);
  return plain;
}

async function headsPicked() {
  const [file] = heads.files;
  return file ? new Uint8Array(await file.arrayBuffer()) : null;
}

async function receiptPicked() {
  const [file] = receipt.files;
  if (!file) return null;
  try {
    const told = JSON.parse(await file.text());
    return told.receipt ?? told;
  } catch {
    throw new Error(own.noReceipt);
  }
}

function show({ report, bundle: { contest, manifest, keys, files } }) {
  if (!files.size) throw new Error(own.noBundle);
  const kinds = Object.keys(VERDICTS).filter((kind) => report.has(kind));
  const verdicts = kinds.map((kind) => VERDICTS[kind][language]).join(language ? ", " : "、");
  const head = manifest.head ?? {};
  const facts = [[own.file, bundle.name], [own.contest, contest.name], [own.madeAt, local(manifest.made_at)], [own.head, head.root && `${grouped(head.root)} · ${own.line.replace("{n}", head.size)}`], [own.key, Object.keys(keys).join(" ")]];
  result.replaceChildren(
    kinds.length ? notice("seal", own.failed, say("fails", { verdicts })) : notice("ok", own.held, say("holds")),
    pairs(facts.filter(([, value]) => value)),
    ...kinds.flatMap((kind) => [titled(`${say("found")} · ${VERDICTS[kind][language]}`), list(faultsOf(report, kind), "faults")]),
    table(report),
    titled(say("limits")),
    list([...report.unchecked, ...ALWAYS.map((words) => ({ words }))].map(({ words, values }) => say(words, values)), "limits"),
  );
  result.focus();
}

/** The first of each kind of sentence, and how many more there are. */
function faultsOf(report, kind) {
  const byWords = new Map();
  for (const { words, values } of report.faults.filter((one) => one.kind === kind)) byWords.set(words, [...(byWords.get(words) ?? []), values]);
  return [...byWords].flatMap(([words, found]) => {
    const shown = found.slice(0, MOST_SHOWN).map((values) => say(words, values));
    return found.length > MOST_SHOWN ? [...shown, say("more", { count: found.length - MOST_SHOWN })] : shown;
  });
}

function say(words, values = {}) {
  const text = WORDS[words]?.[language] ?? words;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? valueOf(name, values[name]) : whole));
}

function valueOf(name, value) {
  if (name === "what") return WORDS[value]?.[language] ?? value;
  const text = typeof value === "object" ? canonical(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function local(at) {
  return at && new Date(at).toLocaleString(language ? "en-GB" : "zh-CN", { timeZone: "Asia/Shanghai" });
}

function grouped(hex) {
  return String(hex ?? "").slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

function notice(tone, word, text) {
  const mark = make("span", "verdict-mark", tone === "ok" ? "✓" : "✕");
  mark.setAttribute("aria-hidden", "true");
  const told = make("div", `notice notice-${tone} verdict`, mark, make("div", "", make("b", "", word), " ", text));
  told.setAttribute("role", tone === "ok" ? "status" : "alert");
  return told;
}

function titled(text) {
  return make("h2", "", text);
}

function list(lines, className) {
  return make("ul", className, ...lines.map((line) => make("li", "", line)));
}

function pairs(items) {
  return make("dl", "pairs wide", ...items.map(([term, value]) => make("div", "", make("dt", "", term), make("dd", "", value))));
}

function table(report) {
  const head = make("tr", "", ...["what", "count", "result"].map((name, at) => Object.assign(make("th", at ? "num" : "", say(name)), { scope: "col" })));
  const rows = [...report.counts].map(([what, { count, faults }]) => make("tr", faults ? "wrong" : "", make("td", "", say(what)), make("td", "num", count.toLocaleString("en")), make("td", "num", outcome(count, faults))));
  return make("table", "list", make("thead", "", head), make("tbody", "", ...rows));
}

function outcome(count, faults) {
  return faults ? `✕ ${own.wrong}` : count ? `✓ ${own.right}` : `– ${own.none}`;
}
