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

/** Whether a path shows that a tree {size, root} begins with an earlier one (RFC 6962, 2.1.2). */
export function continues(old, later, path) {
  if (!(old.size > 0 && old.size <= later.size)) return false;
  const nodes = [...path];
  const [before, after] = both(old.size, later.size, { nodes, old: bytesOf(old.root, 32) });
  return !nodes.length && Boolean(before && after) && hexOf(before) === old.root && hexOf(after) === later.root;
}

/** Both roots from the top down; `old` is the earlier tree while it is whole in what is looked at. Nothing where nodes lack. */
function both(size, longer, { nodes, old }) {
  if (size === longer) {
    const root = old ?? nodes.pop();
    return [root, root];
  }
  const [other, left] = [nodes.pop(), 2 ** Math.floor(Math.log2(longer - 1))];
  if (!other) return [];
  const [before, after] = size <= left ? both(size, left, { nodes, old }) : both(size - left, longer - left, { nodes });
  if (!before) return [];
  return size <= left ? [before, node(after, other)] : [node(other, before), node(other, after)];
}

function half(number) {
  return Math.floor(number / 2);
}
