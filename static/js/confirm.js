/** Ask once before a form with data-confirm is sent, in the one dialog of the page; its button bears the name of the act, and is
 * red unless the act is the page's main step. */

const dialog = document.getElementById("confirm");
let waiting = null;

document.addEventListener("submit", (event) => {
  const { form, text } = asked(event);
  if (!text || form.dataset.confirmed || !dialog?.showModal) return;
  event.preventDefault();
  waiting = { form, submitter: event.submitter };
  dialog.querySelector("[data-confirm-text]").textContent = text;
  name(dialog.querySelector("[data-confirm-yes]"), event.submitter);
  dialog.showModal();
  dialog.querySelector("[data-confirm-no]").focus();
}, true);

dialog?.querySelector("[data-confirm-no]").addEventListener("click", () => dialog.close());

dialog?.querySelector("[data-confirm-yes]").addEventListener("click", () => {
  const { form, submitter } = waiting;
  dialog.close();
  form.dataset.confirmed = "yes";
  form.requestSubmit(submitter);
  delete form.dataset.confirmed;
});

function name(yes, submitter) {
  yes.textContent = submitter?.textContent.trim() || submitter?.title || yes.dataset.word;
  const main = submitter?.classList.contains("btn-primary") ?? false;
  yes.classList.toggle("btn-primary", main);
  yes.classList.toggle("btn-danger", !main);
}

function asked(event) {
  const form = event.target;
  return { form, text: event.submitter?.dataset.confirm ?? form.dataset.confirm };
}
