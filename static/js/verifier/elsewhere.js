/** Heads from elsewhere, or a later bundle: does one log continue the other? */
import { unpack } from "./archive.js";
import { Bundle, checkSignature } from "./bundle.js";
import { parsed } from "./canonical.js";
import { bytesOf } from "./hashing.js";
import { rootsIn } from "./log.js";
import { ALTERED, TRUNCATED } from "./report.js";
import { continues } from "./tree.js";

/** Compare the log with the signed heads in a file: a line each, or those of another bundle. */
export function checkGiven(data, bundle, roots) {
  const { heads, known } = data[0] === 0x50 ? otherBundle(data, bundle) : { heads: headsIn(data), known: [] };
  const own = heads.filter(({ chain }) => chain === bundle.chain);
  for (const head of own) checkHead(head, bundle, { roots, known });
  bundle.report.checked("given", own.length);
}

/** The heads of another bundle, and the roots of its log; compared line by line, one log must begin with the other. */
function otherBundle(data, { report, chain, rows: { ledger } }) {
  const other = new Bundle(unpack(data, report), report);
  if (other.chain !== chain) report.fault(ALTERED, "other_chain", { chain: other.chain });
  const theirs = other.rows.ledger.slice(0, ledger.length);
  const at = theirs.findIndex((line, index) => line.digest !== ledger[index].digest || line.binds !== ledger[index].binds);
  if (at >= 0) report.fault(ALTERED, "differs_from_other", { line: at + 1 });
  return { heads: other.rows.heads, known: rootsIn(other) };
}

function headsIn(data) {
  const lines = new TextDecoder().decode(data).split("\n").filter((line) => line.trim());
  return lines.map((line) => {
    const { value } = parsed(new TextEncoder().encode(line));
    if (value === null) throw new TypeError("no signed head");
    return value;
  });
}

/** Compare one head; a longer one may bring the path that shows it continues this log. */
function checkHead({ consistency = [], ...head }, bundle, { roots, known }) {
  const { report } = bundle;
  const [{ size, at, root }, lines] = [head, roots.length - 1];
  const path = consistency.find((one) => one.size === lines)?.path;
  checkSignature(head, bundle, `heads ${size}`);
  if (size <= lines && root !== roots[size]) report.fault(ALTERED, "given_root", { size, at });
  else if (size > lines && path) checkPath(head, path, { report, roots });
  else if (size > lines) checkLonger(head, bundle, { roots, known });
}

function checkPath({ size, at, root }, path, { report, roots }) {
  const [lines, nodes] = [roots.length - 1, path.map((one) => bytesOf(one, 32))];
  if (continues({ size: lines, root: roots[lines] }, { size, root }, nodes)) report.cannot("older", { lines, size });
  else report.fault(ALTERED, "given_root", { size, at });
}

/** Tell an older bundle from an older database: by the other log, or by the times. */
function checkLonger({ size, at, root }, { report, manifest }, { roots, known }) {
  const lines = roots.length - 1;
  if (known[lines] === roots[lines] && known[size] === root) report.cannot("older", { lines, size });
  else if (at < manifest.made_at) report.fault(TRUNCATED, "rolled_back", { size, at, lines });
  else report.fault(TRUNCATED, "log_cut", { size, lines });
}
