/** The fields of a form as [name, value] pairs: what is sent, what is kept here, and how it is put back. */

const NEVER = ["file", "password", "submit", "button"];
// Which state of the thing was changed: kept beside the text, so that text brought back never hides a colleague's.
const VERSION = "version";

/** What an autosave sends: everything but files, passwords and the token, which goes in a header. */
export function sendable(form) {
  return pairs(form, (field) => !NEVER.includes(field.type) && field.name !== "csrf_token");
}

/** What a person typed or chose. */
export function typed(form) {
  return pairs(form, keeps);
}

/** Whether two lists of pairs say the same, whichever version they were typed on. */
export function same(one, other) {
  const plain = (fields) => JSON.stringify(fields.filter(([name]) => name !== VERSION));
  return plain(one) === plain(other);
}

/** Put kept pairs back, adding rows for those that have none. */
export function put(form, fields) {
  bringRows(form, fields);
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || !keeps(field)) continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = given.includes(option.value);
    else if (given.length) field.value = given[0];
  }
}

/** Add rows until every kept name has its field, or no more may be added. */
function bringRows(form, fields) {
  for (const [name] of fields) {
    const table = [...form.querySelectorAll("[data-rows]")].find((one) => name.startsWith(`${one.dataset.rows}-`));
    const add = table?.querySelector("[data-row-add]");
    for (let left = 50; add && !add.disabled && !form.elements[name] && left; left -= 1) add.click();
  }
}

function keeps(field) {
  if (NEVER.includes(field.type)) return false;
  return field.type !== "hidden" || field.name === VERSION;
}

function pairs(form, wanted) {
  const skipped = new Set([...form.elements].filter((field) => !wanted(field)).map((field) => field.name));
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !skipped.has(name));
}
