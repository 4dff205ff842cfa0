/** What somebody holds besides the bundle, to compare it with: a head's code, a receipt; and what the bundle opens. */
import { checkSignature } from "./bundle.js";
import { canonicalBytes } from "./canonical.js";
import { bytesOf, digest } from "./hashing.js";
import { ALTERED, INCOMPLETE, NOT_THE_RESULT, TRUNCATED } from "./report.js";
import { leafOf, rootFrom } from "./tree.js";

/** Compare each personal value that was opened with what the log or a list commits to. */
export function checkOpened({ report, files, rows: { opened } }) {
  const held = opened.length ? [...files].filter(([name]) => name !== "opened.jsonl").map(([, data]) => new TextDecoder().decode(data)) : [];
  for (const { commitment, salt, value } of opened) {
    const isOpen = digest(canonicalBytes({ salt, value })) === commitment && held.some((text) => text.includes(commitment));
    if (!isOpen) report.fault(ALTERED, "opened_wrong", { commitment });
  }
  report.checked("opened", opened.length);
}

/** Look for a head's code, as it is printed, among the roots of the log. */
export function checkCode(code, { report }, roots) {
  const size = roots.findIndex((root, at) => at && root.startsWith(code));
  if (size < 0) report.fault(TRUNCATED, "code_unknown", { code });
  else report.checked("code", size);
}

/** Find a receipt's line in the log, and its marks among the ballot's versions. */
export function checkReceipt(receipt, bundle, roots) {
  const { report, chain, rows: { ledger } } = bundle;
  const { sequence } = receipt;
  checkSignature(receipt, bundle, "receipt");
  if (receipt.chain !== chain) {
    report.fault(NOT_THE_RESULT, "other_chain", { chain: receipt.chain });
    return;
  }
  if (sequence === null) report.cannot("receipt_unbound");
  else if (sequence >= roots.length) report.fault(TRUNCATED, "receipt_cut", { sequence, lines: roots.length - 1 });
  else if (!holds(receipt, ledger[sequence - 1], roots[sequence])) report.fault(ALTERED, "receipt_line", { sequence });
  checkVersion(receipt, bundle);
  report.checked("receipt", 1);
}

function holds({ sequence, leaf, content, root, proof }, line, expected) {
  const isStated = leaf === line.digest && content === line.binds && root === expected;
  const path = proof.map((node) => bytesOf(node, 32));
  return isStated && rootFrom(leafOf(leaf, content), { index: sequence - 1, size: sequence, path }) === expected;
}

function checkVersion({ kept_as, uuid, content }, { report, rows: { ballots } }) {
  if (kept_as !== "ballot") {
    report.cannot("receipt_late");
    return;
  }
  const versions = ballots.filter((ballot) => ballot.uuid === uuid).flatMap((ballot) => ballot.versions.map((version) => version.content));
  if (!versions.includes(content)) report.fault(INCOMPLETE, "receipt_version", { uuid });
  else if (versions.at(-1) !== content) report.cannot("receipt_older", { uuid });
}
