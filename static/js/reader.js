/** Turn the page images of an entry's papers, beside the sheet or on the whole screen; each paper remembers its page. */
import { wordsOf } from "./wire.js";

for (const reader of document.querySelectorAll("[data-reader]")) start(reader);

function start(reader) {
  const papers = [...reader.querySelectorAll("[data-document]")].map((tab) => ({
    tab,
    label: tab.dataset.label,
    pages: JSON.parse(tab.dataset.pages),
    at: 0,
  }));
  const state = { reader, papers, open: papers[0] };
  reader.addEventListener("click", (event) => {
    const turn = event.target.closest("[data-turn]");
    const tab = event.target.closest("[data-document]");
    if (turn) go(state, Number(turn.dataset.turn));
    if (tab) open(state, papers.find((paper) => paper.tab === tab));
    if (event.target.closest("[data-reader-open]")) enlarge(reader);
    if (event.target.closest("[data-reader-close]")) event.target.closest("dialog").close();
  });
  reader.addEventListener("keydown", (event) => {
    if (!event.target.matches(".reader-page")) return;
    if (event.key === "ArrowRight" || event.key === "PageDown") go(state, 1);
    if (event.key === "ArrowLeft" || event.key === "PageUp") go(state, -1);
    if (event.key === "Enter" && !event.target.closest("dialog")) enlarge(reader);
  });
  for (const image of reader.querySelectorAll("img")) {
    image.addEventListener("error", () => unseen(reader, image, true));
    image.addEventListener("load", () => unseen(reader, image, false));
    if (image.complete && !image.naturalWidth) unseen(reader, image, true);
  }
  show(state);
}

/** Without a network a page may not be there: say so, and where the words stand. */
function unseen(reader, image, isMissing) {
  const text = image.parentElement.querySelector("[data-unseen]");
  image.hidden = isMissing;
  Object.assign(text, { hidden: !isMissing, textContent: wordsOf(reader).unseen });
  image.parentElement.classList.toggle("unread", isMissing);
  const summary = reader.parentElement.querySelector(".papers");
  if (isMissing && summary) summary.open = true;
}

/** The browser closes it at Escape. */
function enlarge(reader) {
  const dialog = reader.querySelector("dialog");
  dialog.showModal();
  dialog.querySelector(".reader-page").focus();
}

function open(state, paper) {
  state.open = paper;
  for (const { tab } of state.papers) tab.setAttribute("aria-pressed", String(tab === paper.tab));
  show(state);
}

function go(state, by) {
  const { open: paper } = state;
  paper.at = Math.max(0, Math.min(paper.pages.length - 1, paper.at + by));
  show(state);
}

function show({ reader, open: paper }) {
  const words = wordsOf(reader);
  const named = (text) => text.replace("{label}", paper.label).replace("{page}", paper.at + 1).replace("{pages}", paper.pages.length);
  for (const image of reader.querySelectorAll("img")) {
    if (image.getAttribute("src") !== paper.pages[paper.at]) {
      image.src = paper.pages[paper.at];
      image.parentElement.scrollTop = 0;
    }
    image.alt = named(words.alt);
  }
  for (const place of reader.querySelectorAll("[data-at]")) place.textContent = named(words.at);
  for (const turn of reader.querySelectorAll("[data-turn]")) turn.disabled = !paper.pages[paper.at + Number(turn.dataset.turn)];
  if (paper.pages[paper.at + 1]) new Image().src = paper.pages[paper.at + 1];
}
