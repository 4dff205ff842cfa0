/** Turn the page images of an entry's papers; each paper remembers its page. */
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
  });
  reader.querySelector(".reader-page").addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" || event.key === "PageDown") go(state, 1);
    if (event.key === "ArrowLeft" || event.key === "PageUp") go(state, -1);
  });
  show(state);
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
  const image = reader.querySelector("img");
  const named = (text) => text.replace("{label}", paper.label).replace("{page}", paper.at + 1).replace("{pages}", paper.pages.length);
  if (image.getAttribute("src") !== paper.pages[paper.at]) image.src = paper.pages[paper.at];
  image.alt = named(words.alt);
  reader.querySelector("[data-at]").textContent = named(words.at);
  reader.querySelector('[data-turn="-1"]').disabled = paper.at === 0;
  reader.querySelector('[data-turn="1"]').disabled = paper.at >= paper.pages.length - 1;
  if (paper.pages[paper.at + 1]) new Image().src = paper.pages[paper.at + 1];
}
