/** Letters as large as the reader wants, on this device from now on. */

const NAME = "jiebang:type-size";
const LARGEST = 3;

set(Number(localStorage.getItem(NAME) ?? 0));
for (const button of document.querySelectorAll("[data-type-step]")) {
  button.addEventListener("click", () => set(Number(localStorage.getItem(NAME) ?? 0) + Number(button.dataset.typeStep)));
}

function set(wanted) {
  const size = Math.max(-1, Math.min(LARGEST, wanted));
  localStorage.setItem(NAME, String(size));
  document.documentElement.dataset.typeSize = String(size);
  for (const button of document.querySelectorAll("[data-type-step]")) {
    button.disabled = size === (button.dataset.typeStep === "1" ? LARGEST : -1);
  }
}
