/** Rows of fields that can be added and removed; new rows get the next free number, so no two share a name. */

for (const table of document.querySelectorAll("[data-rows]")) start(table);

function start(table) {
  const blank = table.querySelector("template[data-row-blank]");
  let next = blank ? Number(blank.dataset.rowBlank.match(/(\d+)$/)[1]) : 0;
  table.addEventListener("click", (event) => {
    if (event.target.closest("[data-row-add]")) add(table, blank, next++);
    const remove = event.target.closest("[data-row-remove]");
    if (remove) drop(table, remove.closest("[data-row]"));
  });
  table.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input") || !blank) return;
    event.preventDefault();
    add(table, blank, next++);
  });
  bounds(table);
}

function add(table, blank, number) {
  if (atMost(table)) return;
  const from = blank.dataset.rowBlank;
  const to = from.replace(/\d+$/, String(number));
  const row = blank.content.cloneNode(true);
  for (const field of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = field.getAttribute(name);
      if (value?.startsWith(from)) field.setAttribute(name, to + value.slice(from.length));
    }
  }
  const first = row.querySelector("input:not([type=hidden]), select, textarea");
  body(table).append(row);
  first?.focus();
  changed(table);
}

function drop(table, row) {
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (beside?.querySelector("[data-row-remove]") ?? table.querySelector("[data-row-add]"))?.focus();
  changed(table);
}

function changed(table) {
  bounds(table);
  table.dispatchEvent(new Event("change", { bubbles: true }));
}

function bounds(table) {
  const add = table.querySelector("[data-row-add]");
  if (add) add.disabled = atMost(table);
  const few = body(table).children.length <= Number(table.dataset.rowsLeast || 0);
  for (const button of body(table).querySelectorAll("[data-row-remove]")) button.disabled = few;
}

function atMost(table) {
  return body(table).children.length >= Number(table.dataset.rowsMost || Infinity);
}

function body(table) {
  return table.querySelector("[data-rows-body]");
}
