/** The log: its chain, its tree, the signed heads, and the proof of each ballot. */
import { checkSignature } from "./bundle.js";
import { canonicalBytes, isAlike } from "./canonical.js";
import { bytesOf, digest } from "./hashing.js";
import { ALTERED, INCOMPLETE, TRUNCATED } from "./report.js";
import { leafOf, rootFrom, rootsOf } from "./tree.js";

const OPEN = "actor_id at changes digest digest_name previous reason refused role sequence subject verb";
const WITHHELD = "digest previous sequence withheld";

/** Compute every open line's digest again, and follow the chain through all of them. */
export function checkLog({ rows: { ledger }, report, chain }) {
  let [previous, withheld] = ["", 0];
  for (const [at, line] of ledger.entries()) {
    if (line.sequence !== at + 1) {
      report.fault(INCOMPLETE, "line_missing", { expected: at + 1, found: line.sequence });
      break;
    }
    if (line.previous !== previous) report.fault(ALTERED, "chain_broken", { line: at + 1 });
    if ("withheld" in line) withheld += 1;
    checkLine(line, chain, report);
    previous = line.digest;
  }
  report.checked("lines", ledger.length);
  if (withheld) report.cannot("withheld", { count: withheld });
}

function checkLine(line, chain, report) {
  const isWithheld = "withheld" in line;
  const shape = Object.keys(line).filter((name) => name !== "binds" && !(isWithheld && name === "rows")).sort().join(" ");
  if (shape !== (isWithheld ? WITHHELD : OPEN) || line.binds === null) report.fault(ALTERED, "line_shape", { line: line.sequence });
  else if (isWithheld) return;
  else if (line.digest_name !== "sha256") report.cannot("digest_name", { name: line.digest_name });
  else if (lineDigest(line, chain) !== line.digest) report.fault(ALTERED, "line_digest", { line: line.sequence, verb: line.verb });
}

function lineDigest({ digest: _digest, ...content }, chain) {
  return digest(canonicalBytes({ ...content, chain }));
}

/** The tree's root after each line, from none on. */
export function rootsIn({ rows: { ledger } }) {
  return rootsOf(ledger.map((line) => leafOf(line.digest, line.binds)));
}

/** Compare the signed heads with the tree; the manifest's must be that of the last line. */
export function checkHeads(bundle, roots) {
  const { report, manifest: { head: last }, rows: { heads } } = bundle;
  if (heads.some((head, at) => at && head.size <= heads[at - 1].size)) report.fault(ALTERED, "heads_order");
  if (!heads.length || !isAlike(heads.at(-1), last)) {
    report.fault(INCOMPLETE, "head_missing", { size: last.size });
    checkHead(last, bundle, roots);
  }
  if (last.size < roots.length - 1) report.fault(ALTERED, "after_head", { size: last.size, lines: roots.length - 1 });
  for (const head of heads) checkHead(head, bundle, roots);
  report.checked("heads", heads.length);
}

function checkHead(head, bundle, roots) {
  const { report, chain, rows: { ledger } } = bundle;
  checkSignature(head, bundle, `heads.jsonl ${head.size}`);
  if (head.chain !== chain) report.fault(ALTERED, "other_chain", { chain: head.chain });
  else if (head.size >= roots.length) report.fault(TRUNCATED, "log_cut", { size: head.size, lines: roots.length - 1 });
  else if (head.root !== roots[head.size] || head.digest !== ledger[head.size - 1]?.digest) report.fault(ALTERED, "head_root", { size: head.size });
}

/** Follow each ballot's proof from its line to a root; every ballot bound has one. */
export function checkProofs(bundle, roots) {
  const { report, rows: { ballots, proofs, ledger } } = bundle;
  const left = new Map(proofs.map((proof) => [proof.uuid, proof]));
  const unbound = ballots.filter(({ sequence }) => sequence === null).length;
  if (unbound) report.cannot("unbound", { count: unbound });
  for (const ballot of ballots) {
    const proof = left.get(ballot.uuid);
    left.delete(ballot.uuid);
    if (ballot.sequence === null) continue;
    if (!proof) report.fault(INCOMPLETE, "proof_missing", { uuid: ballot.uuid });
    else if (!proves(proof, ballot, { ledger, roots })) report.fault(ALTERED, "proof", { uuid: ballot.uuid });
  }
  if (left.size) report.fault(ALTERED, "proof_extra", { count: left.size });
  report.checked("proofs", proofs.length);
}

function proves({ sequence, size, leaf, content, path }, ballot, { ledger, roots }) {
  if (!(sequence > 0 && sequence <= size && size < roots.length)) return false;
  const line = ledger[sequence - 1];
  const isStated = sequence === ballot.sequence && leaf === line.digest && content === line.binds;
  const nodes = path.map((one) => bytesOf(one, 32));
  return isStated && rootFrom(leafOf(leaf, content), { index: sequence - 1, size, path: nodes }) === roots[size];
}
