/** Heads from elsewhere, or a later bundle: does one log continue the other? */
import { unpack } from "./archive.js";
import { Bundle, checkSignature } from "./bundle.js";
import { parsed } from "./canonical.js";
import { bytesOf } from "./hashing.js";
import { ALTERED, TRUNCATED } from "./report.js";
import { continues } from "./tree.js";

/** Compare the log with the signed heads in a file: a line each, or those of another bundle. */
export function checkGiven(data, bundle, roots) {
  const heads = (data[0] === 0x50 ? headsOfBundle(data, bundle) : headsIn(data)).filter(({ chain }) => chain === bundle.chain);
  for (const head of heads) checkHead(head, bundle, roots);
  bundle.report.checked("given", heads.length);
}

/** Compare line by line with another bundle's log: one must begin with the other. */
function headsOfBundle(data, { report, chain, rows: { ledger } }) {
  const other = new Bundle(unpack(data, report), report);
  if (other.chain !== chain) report.fault(ALTERED, "other_chain", { chain: other.chain });
  const theirs = other.rows.ledger.slice(0, ledger.length);
  const at = theirs.findIndex((line, index) => line.digest !== ledger[index].digest || line.binds !== ledger[index].binds);
  if (at >= 0) report.fault(ALTERED, "differs_from_other", { line: at + 1 });
  return other.rows.heads;
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
function checkHead({ consistency = [], ...head }, bundle, roots) {
  const { report } = bundle;
  const [{ size, at }, lines] = [head, roots.length - 1];
  checkSignature(head, bundle, `heads ${size}`);
  if (size <= lines && head.root !== roots[size]) report.fault(ALTERED, "given_root", { size, at });
  else if (size > lines) checkLonger(head, consistency.find((one) => one.size === lines)?.path, { bundle, roots });
}

function checkLonger({ size, at, root }, path, { bundle: { report, manifest }, roots }) {
  const lines = roots.length - 1;
  if (path) {
    const nodes = path.map((node) => bytesOf(node, 32));
    if (continues({ size: lines, root: roots[lines] }, { size, root }, nodes)) report.cannot("older", { lines, size });
    else report.fault(ALTERED, "given_root", { size, at });
  } else if (at < manifest.made_at) {
    report.fault(TRUNCATED, "rolled_back", { size, at, lines });
  } else {
    report.fault(TRUNCATED, "log_cut", { size, lines });
  }
}
