/** Says, while weights are typed, whether they add up; the server checks again. Whole hundredths, so exact. */

const form = document.getElementById("rule-sheet");
const said = form?.querySelector("[data-weights]");

if (said) {
  form.addEventListener("input", tell);
  form.addEventListener("change", tell);
  tell();
}

function hundredths(field) {
  const typed = (field?.value ?? "").normalize("NFKC").trim();
  return /^\d+(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : 0;
}

function shown(number) {
  return String(number / 100);
}

function sumOf(dimension) {
  let sum = 0;
  for (const line of form.querySelectorAll("[data-rows-body] > [data-line]")) {
    if (line.querySelector("[data-dimension]").value !== dimension) continue;
    sum += hundredths(line.querySelector("[data-weight]"));
  }
  return sum;
}

function tell() {
  const words = JSON.parse(said.dataset.words);
  const wrong = [];
  const weights = ["technical", "commercial"].map((name) => hundredths(form.elements[`${name}_weight`]));
  const total = weights[0] + weights[1];
  if (total !== 10000) wrong.push(words.total.replace("{found}", shown(total)));
  ["technical", "commercial"].forEach((name, n) => {
    const found = sumOf(name);
    if (found !== weights[n]) wrong.push(words[name].replace("{found}", shown(found)).replace("{weight}", shown(weights[n])));
  });
  said.textContent = wrong.join(" ") || words.good;
  said.classList.toggle("wrong", wrong.length > 0);
}
