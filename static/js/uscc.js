/** Check a unified social credit code as it is typed: GB 32100-2015, 18 characters, the last one a check character. */
import { wordsOf } from "./wire.js";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;

for (const input of document.querySelectorAll("[data-uscc]")) if (input.value) tell(input);

// On the document: rows of fields, and with them codes, are added while one types.
document.addEventListener("input", ({ target }) => target.matches("[data-uscc]") && tell(target));
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-uscc]")) return;
  target.value = normal(target.value);
  tell(target);
});

/** Half width, upper case, no spaces or hyphens. */
export function normal(text) {
  return text.normalize("NFKC").toUpperCase().replace(/[\s\-–—]/g, "");
}

/** The check character of the first 17: weights are powers of 3 modulo 31 (GB 32100-2015, 4.6). */
export function checkCharacter(code) {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, LENGTH - 1)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** What is to say about a code: a key of the words and its value. */
export function verdict(code) {
  const stranger = [...code].find((character) => !ALPHABET.includes(character));
  if (stranger) return ["letter", stranger];
  if (code.length < LENGTH) return ["short", LENGTH - code.length];
  if (code.length > LENGTH) return ["long", code.length - LENGTH];
  return checkCharacter(code) === code[LENGTH - 1] ? ["good", ""] : ["check", ""];
}

function tell(input) {
  const said = document.getElementById(input.dataset.uscc) ?? input.parentElement.querySelector(".said");
  const code = normal(input.value);
  const [key, value] = code ? verdict(code) : ["", ""];
  said.textContent = code ? wordsOf(input)[key].replace(/\{[nc]\}/, value) : "";
  said.classList.toggle("good", key === "good");
  said.classList.toggle("bad", key === "letter" || key === "check" || key === "long");
}
