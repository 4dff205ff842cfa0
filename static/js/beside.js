/** What the server says about single fields and parts of a page, put where it belongs. */

/** Mark the fields ({id: sentence}) that could not be taken, unmark all others; return how many. */
export function showErrors(form, errors) {
  for (const error of form.querySelectorAll("[data-told]")) {
    error.closest(".field").classList.remove("wrong");
    error.remove();
  }
  for (const [id, sentence] of Object.entries(errors)) {
    const error = Object.assign(document.createElement("p"), { className: "error", textContent: sentence });
    error.dataset.told = "";
    place(id)?.append(error);
    place(id)?.classList.add("wrong");
  }
  return Object.keys(errors).length;
}

/** Show beside each field ({id: html}) what others have saved meanwhile. */
export function showTheirs(form, theirs) {
  for (const shown of form.querySelectorAll("[data-theirs]")) shown.remove();
  for (const [id, html] of Object.entries(theirs)) place(id)?.insertAdjacentHTML("beforeend", html);
  form.querySelector("[data-theirs]")?.scrollIntoView({ block: "center" });
}

/** Put each part's html ({element id: html}) in its place. */
export function showParts(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const part = document.getElementById(id);
    if (part) part.innerHTML = html;
  }
}

/** "采用这一版" puts what others saved into the field; it is saved with everything else. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const field = button.closest("form").elements[button.dataset.take];
  if (field.type === "checkbox") field.checked = button.dataset.value !== "";
  else field.value = button.dataset.value;
  const typed = field instanceof RadioNodeList ? field[0] : field;
  typed.dispatchEvent(new Event("input", { bubbles: true }));
  typed.focus();
});

function place(id) {
  return document.getElementById(`field-${id}`) ?? document.getElementById(id);
}
