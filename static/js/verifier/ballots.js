/** What each version of each ballot holds, and the line of the log that binds it. */
import { canonicalBytes, isAlike } from "./canonical.js";
import { digest } from "./hashing.js";
import { ALTERED, INCOMPLETE, TRUNCATED } from "./report.js";

/** Compute the content of every version again, and find it in the log. */
export function checkBallots(bundle) {
  const { report, rows: { ballots } } = bundle;
  for (const ballot of ballots) {
    for (const version of ballot.versions) checkVersion(ballot, version, bundle);
    if (!isLast(ballot)) report.fault(ALTERED, "not_last_version", { uuid: ballot.uuid });
  }
  checkJoint(bundle);
  report.checked("ballots", ballots.length);
  report.checked("versions", ballots.reduce((count, { versions }) => count + versions.length, 0));
}

/** The digest of a ballot's content, as receipts and the log hold it. */
function contentOf({ uuid, entry, judge }, { state, marks }) {
  return digest(canonicalBytes({ uuid, entry, judge, state, marks }));
}

/** Whether a ballot says what its last version does, and its last one that was bound. */
function isLast(ballot) {
  const { versions, submitted_at, content, marks, sequence } = ballot;
  const state = submitted_at === null ? "draft" : "submitted";
  const bound = versions.filter((version) => version.content !== null).at(-1)?.sequence ?? null;
  const isTold = !versions.length || isAlike(versions.at(-1).marks, marks);
  return contentOf(ballot, { state, marks }) === content && isTold && sequence === bound;
}

/** Compare a version with the line that made it; one that makes many void binds none of them alone. */
function checkVersion(ballot, version, { report, rows: { ledger } }) {
  const [{ uuid }, { sequence, content }] = [ballot, version];
  if (!(sequence > 0 && sequence <= ledger.length)) report.fault(TRUNCATED, "version_line", { uuid, sequence });
  else if (content !== null && contentOf(ballot, version) !== content) report.fault(ALTERED, "content", { uuid, sequence });
  else if (content !== null && ledger[sequence - 1].binds !== content) report.fault(ALTERED, "not_bound", { uuid, sequence });
}

/** Check lines that bind several ballots: the digest of their contents, by UUID. */
function checkJoint({ report, rows: { ballots, ledger } }) {
  const joint = new Map();
  for (const ballot of ballots) {
    for (const version of ballot.versions.filter(({ content }) => content === null)) {
      joint.set(version.sequence, [...(joint.get(version.sequence) ?? []), [ballot.uuid, contentOf(ballot, version)]]);
    }
  }
  for (const [sequence, contents] of joint) {
    const { binds } = ledger[sequence - 1];
    const together = contents.sort(([one], [two]) => (one < two ? -1 : 1)).map(([, content]) => content);
    if (binds !== undefined && binds !== digest(canonicalBytes(together))) report.fault(ALTERED, "not_bound", { uuid: contents.map(([uuid]) => uuid).join(", "), sequence });
  }
}

/** Look for everybody who sat, marked, stood back or was away among the judges. */
export function checkJudges({ report, rows }) {
  const listed = rows.judges.map(({ id }) => id);
  const named = new Set(["assignments", "ballots", "recusals", "absences"].flatMap((stem) => rows[stem].map(({ judge }) => judge)));
  if (listed.some((id, at) => at && !(id > listed[at - 1]))) report.fault(ALTERED, "judges_order");
  for (const judge of [...named].filter((one) => !listed.includes(one)).sort((one, two) => one - two)) report.fault(INCOMPLETE, "judge_missing", { judge });
  report.checked("judges", listed.length);
}
