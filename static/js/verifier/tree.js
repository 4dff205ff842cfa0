/** Merkle trees as in RFC 6962: SHA-256, leaves and nodes hashed apart. */
import { bytesOf, digest, hash, hexOf } from "./hashing.js";

const [LEAF, NODE] = [Uint8Array.of(0), Uint8Array.of(1)];

/** The leaf that a line of the log is. */
export function leafOf(line, binds) {
  const bound = binds === undefined || binds === null ? [] : [bytesOf(binds, 32)];
  return hash(LEAF, bytesOf(line, 32), ...bound);
}

function node(left, right) {
  return hash(NODE, left, right);
}

/** In hex the roots of the first 0, 1, 2 … leaves. */
export function rootsOf(leaves) {
  const [roots, peaks] = [[digest(new Uint8Array())], []]; // peaks: of complete trees, how many leaves and the root
  for (const leaf of leaves) {
    let [size, top] = [1, leaf];
    while (peaks.length && peaks.at(-1).size === size) {
      top = node(peaks.pop().top, top);
      size *= 2;
    }
    peaks.push({ size, top });
    roots.push(hexOf(peaks.reduceRight((right, peak) => (right ? node(peak.top, right) : peak.top), null)));
  }
  return roots;
}

/** The root in hex to which a path leads (RFC 9162, 2.1.3.2), "" where it is none. */
export function rootFrom(leaf, { index, size, path }) {
  let [at, last, top] = [index, size - 1, leaf];
  for (const other of path) {
    if (last === 0) return "";
    if (at % 2 || at === last) {
      top = node(other, top);
      while (at % 2 === 0 && at) [at, last] = [half(at), half(last)];
    } else {
      top = node(top, other);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && index >= 0 && index < size ? hexOf(top) : "";
}

function half(number) {
  return Math.floor(number / 2);
}
