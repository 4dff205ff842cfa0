/** Amendments against the versions they made: nothing else changes submitted marks. */
import { isAlike } from "./canonical.js";
import { isSame } from "./replay.js";
import { ALTERED, INCOMPLETE, NOT_THE_RESULT } from "./report.js";

export function checkAmendments(bundle) {
  const { report, rows: { amendments } } = bundle;
  const rows = amendments.filter(({ state }) => state === "applied");
  const applied = new Map(rows.map((row) => [`${row.applied_sequence} ${row.entry} ${row.judge}`, row]));
  for (const { id, judge, proposed_by, cosigned_by } of rows) {
    const people = new Set([proposed_by, cosigned_by].filter((person) => person !== null && person !== judge));
    if (people.size < 2) report.fault(NOT_THE_RESULT, "amended_alone", { number: id });
  }
  for (const { entry, judge, before, after } of changesAfterSubmission(bundle)) {
    const key = `${after.sequence} ${entry} ${judge}`;
    checkAmendment(applied.get(key), { before, after }, report);
    applied.delete(key);
  }
  for (const { id } of applied.values()) report.fault(INCOMPLETE, "amendment_unmade", { number: id });
  report.checked("amendments", amendments.length);
}

function changesAfterSubmission({ rows: { ballots } }) {
  return ballots.flatMap(({ entry, judge, versions }) => {
    const pairs = versions.slice(1).map((after, at) => ({ entry, judge, before: versions[at], after }));
    return pairs.filter(({ before, after }) => before.state === "submitted" && !isAlike(before.marks, after.marks));
  });
}

/** Compare all marks before and after with what an amendment says of them. */
function checkAmendment(amendment, { before, after }, report) {
  const { sequence } = after;
  if (!amendment) {
    report.fault(NOT_THE_RESULT, "changed_after", { sequence });
    return;
  }
  for (const [told, { marks }] of [[amendment.before, before], [amendment.after, after]]) {
    const isOther = Object.entries(told).some(([key, mark]) => !isSame(marks[key] ?? null, mark));
    if (isOther) report.fault(ALTERED, "amendment_marks", { number: amendment.id, sequence });
  }
}
