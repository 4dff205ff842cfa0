/** Small manners of a page: menus that close, counters, print, back, the way to the first error. */

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-back]")) window.history.back();
  const way = event.target.closest("[data-error-summary] a");
  if (way) toField(event, document.getElementById(way.hash.slice(1)));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  if (event.target.matches('input[type="file"][data-max-bytes]')) refuseLarge(event.target);
});

document.addEventListener("input", (event) => {
  const counter = document.querySelector(`[data-counts="${CSS.escape(event.target.id || "-")}"]`);
  if (!counter) return;
  const typed = [...event.target.value].length;
  counter.textContent = `${typed} / ${counter.dataset.most}`;
  counter.classList.toggle("over", typed > Number(counter.dataset.most));
});

document.querySelector("[data-error-summary]")?.focus();

/** A link to a field puts the cursor into it; a group's first control stands for the group. */
function toField(event, target) {
  if (!target) return;
  event.preventDefault();
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  (field ?? target).focus({ preventScroll: true });
  (target.closest(".field") ?? target).scrollIntoView({ block: "start" });
}

function refuseLarge(input) {
  const large = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
  const hint = document.getElementById(input.getAttribute("aria-describedby"));
  input.setCustomValidity(large ? hint?.textContent.trim() ?? "×" : "");
  input.reportValidity();
}
