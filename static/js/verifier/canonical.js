/** Canonical JSON (RFC 8785) for what a bundle holds: no fractions. */
import { utf8 } from "./hashing.js";

/** The one way to write a value, as text. Throws where it is no JSON, or a number that not every program can hold. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new TypeError("no whole number");
  if (value === undefined) throw new TypeError("nothing");
  return JSON.stringify(value);
}

/** The same, as bytes. */
export function canonicalBytes(value) {
  return utf8(canonical(value));
}

/** Whether two values are the same JSON. */
export function isAlike(one, two) {
  return canonical(one ?? null) === canonical(two ?? null);
}

/** The object that bytes say, as {value, isCanonical}; value is null where they say none. */
export function parsed(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(text);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return { value: null, isCanonical: false };
    return { value, isCanonical: isWritten(value, text) };
  } catch {
    return { value: null, isCanonical: false };
  }
}

function isWritten(value, text) {
  try {
    return canonical(value) === text;
  } catch {
    return false;
  }
}
