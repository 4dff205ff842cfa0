/** How far a long work on the server is: asked every two seconds; once it has ended, the page is loaded again. */

const place = document.querySelector("[data-progress]");
const EVERY = 2000;
const SLOWEST = 30000;
let failures = 0;

if (place) setTimeout(ask, EVERY);

async function ask() {
  try {
    const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const { done, total, unfinished } = await answer.json();
    if (!unfinished) return location.reload();
    if (total) show(done, total);
    failures = 0;
  } catch {
    failures += 1;
  }
  setTimeout(ask, Math.min(EVERY * 2 ** failures, SLOWEST));
}

function show(done, total) {
  const bar = place.querySelector("progress");
  bar.max = total;
  bar.value = done;
  place.querySelector(".bar-caption").textContent = place.dataset.words.replace("{done}", done).replace("{total}", total);
}
