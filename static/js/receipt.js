/** Whether an answer is the server's receipt for just these marks: its signature and the digest of its content. */
import { etc, verifyAsync } from "../vendor/noble-ed25519-3.2.0.js";
import { hundredths } from "./marks.js";
import { isLast } from "./merkle.js";

/** Without https a browser lends no digests: receipts then cannot be checked, and the page says so. */
export const canVerify = Boolean(globalThis.crypto?.subtle);

/** How a received submission is told, as [name of the words, tone]. */
export function toldOf({ kept_as }) {
  if (kept_as === "late") return ["late", "warn"];
  return [canVerify ? "submittedReceived" : "saved", "ok"];
}

/** RFC 8785 for what receipts are made of: objects, lists, text, whole numbers, true, false and null. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** SHA-256 in hex of a text. */
export async function digest(text) {
  return etc.bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(text))));
}

/** A sheet's marks as receipts count them: "17.50" by criterion, null where there is none. */
export function written(marks) {
  return Object.fromEntries(Object.entries(marks).map(([key, mark]) => [key, mark === null ? null : twoPlaces(mark)]));
}

/**
 * What is wrong with the receipt for what was `sent` ({uuid, entry, judge, state, marks}), by the public `key` in hex:
 * "" where it holds, "key" where another key signed it, "place" where its proof does not lead from its line of the log to the
 * root, "content" where it is a good receipt for something else.
 */
export async function faultOf(receipt, sent, key) {
  if (!receipt || typeof receipt !== "object" || typeof receipt.signature !== "string") return "none";
  if (receipt.key !== await nameOf(key)) return "key";
  const { signature, ...signed } = receipt;
  if (!(await isSigned(signature, canonical(signed), key))) return "signature";
  const { uuid, entry, judge, marks } = sent;
  const isOurs = receipt.uuid === uuid && receipt.entry === entry && receipt.judge === judge;
  if (!(await isPlaced(receipt))) return "place";
  return isOurs && (await isFor(receipt, { uuid, entry, judge, marks: written(marks) }, sent.state)) ? "" : "content";
}

/** What was kept before the log bound contents has no line to show. */
async function isPlaced({ sequence, leaf, root, proof, content }) {
  if (sequence === null) return true;
  try {
    return await isLast({ digest: leaf, binds: content, size: sequence, root, path: proof });
  } catch {
    return false; // not even the shape of a proof
  }
}

/** The same marks may be submitted already, by an answer that never came. */
async function isFor(receipt, content, state) {
  for (const each of new Set([state, "submitted"])) {
    if (receipt.content === await digest(canonical({ ...content, state: each }))) return true;
  }
  return false;
}

async function isSigned(signature, text, key) {
  try {
    return await verifyAsync(etc.hexToBytes(signature), bytes(text), etc.hexToBytes(key));
  } catch {
    return false; // not even the shape of a signature
  }
}

async function nameOf(key) {
  const public_ = etc.hexToBytes(key);
  return etc.bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", public_))).slice(0, 16);
}

function twoPlaces(mark) {
  const value = hundredths(String(mark));
  return `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
}

function bytes(text) {
  return new TextEncoder().encode(text);
}
