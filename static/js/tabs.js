/** One page of this device fills in a sheet at a time; others show it, and may take it over. */

const places = () => document.querySelectorAll("[data-go-on]");

/** Hold the sheet, now or when told to; `lost()` hears that another page has it, `won()` that this one does again. */
export function alone(key, { lost, won }) {
  if (!navigator.locks) return; // plain http: the server's versions alone tell two pages apart
  const name = `jiebang-sheet:${key}`;
  hold(name, { ifAvailable: true }, { lost, won: () => {} });
  for (const button of places()) button.addEventListener("click", () => hold(name, { steal: true }, { lost, won }));
}

function hold(name, how, { lost, won }) {
  navigator.locks.request(name, how, (lock) => {
    if (!lock) return lost();
    won();
    return new Promise(() => {}); // as long as the page lives, or until another takes it
  }).catch(lost);
}
