/** What each version of each ballot holds, and the line of the log that binds it. */
import { canonicalBytes, isAlike } from "./canonical.js";
import { digest } from "./hashing.js";
import { ALTERED, TRUNCATED } from "./report.js";

/** Compute the content of every version again, and find it in the log. */
export function checkBallots(bundle) {
  const { report, rows: { ballots } } = bundle;
  for (const ballot of ballots) {
    for (const version of ballot.versions) checkVersion(ballot, version, bundle);
    const last = ballot.versions.at(-1);
    const isLast = !last || ["sequence", "content", "marks"].every((name) => isAlike(last[name], ballot[name]));
    if (!isLast) report.fault(ALTERED, "not_last_version", { uuid: ballot.uuid });
  }
  report.checked("ballots", ballots.length);
  report.checked("versions", ballots.reduce((count, { versions }) => count + versions.length, 0));
}

function checkVersion({ uuid, entry, judge }, { state, marks, content, sequence }, { report, rows: { ledger } }) {
  if (digest(canonicalBytes({ uuid, entry, judge, state, marks })) !== content) report.fault(ALTERED, "content", { uuid, sequence });
  if (sequence === null) return;
  if (!(sequence > 0 && sequence <= ledger.length)) report.fault(TRUNCATED, "version_line", { uuid, sequence });
  else if (ledger[sequence - 1].binds !== content) report.fault(ALTERED, "not_bound", { uuid, sequence });
}
