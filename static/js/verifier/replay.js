/** The rows that decide a result, as the open lines of the log tell them. */
import { isAlike } from "./canonical.js";
import { Fraction } from "./fraction.js";
import { ALTERED } from "./report.js";

// What a row is before the log says otherwise: values that the database fills in.
const BORN = {
  ballot: { state: "draft" },
  recusal: { state: "potential" },
  edition: { state: "computed" },
  plan: { state: "proposed" },
  award: { state: "approved" },
  seat: { left_at: null },
  absence: { ended_at: null, entry_id: null },
};
const TOLD = "ballot mark seat recusal rulesheet criterion edition standing tiedecision plan planline award absence slot session".split(" ");
// Other lines, which are withheld, change these too: what they say of who sits where stays.
const LOOSE = ["slot", "session"];

class Log {
  constructor(report) {
    this.report = report;
    this.rows = new Map(TOLD.map((kind) => [kind, new Map()]));
  }

  /** Apply a line's changes; the rows that are new, as [kind, number]. */
  take(line) {
    const made = [];
    this.carry(line.changes);
    for (const [subject, changes] of Object.entries(line.changes)) {
      const [kind, number] = parts(subject, ":");
      const rows = this.rows.get(kind);
      if (!rows) continue;
      if (!rows.has(number)) made.push([kind, number]);
      this.change(rows, { kind, number, changes, line: line.sequence });
    }
    return made;
  }

  /** Put marks that were carried over to another sheet's criteria under their new number. */
  carry(changes) {
    const [marks, carried] = [this.rows.get("mark"), []];
    for (const [subject, { criterion_id: ids = [null] }] of Object.entries(changes)) {
      const [kind, number] = parts(subject, ":");
      const old = `${parts(number, "-")[0]}-${ids[0]}`;
      if (kind !== "mark" || ids.includes(null) || !marks.has(old)) continue;
      carried.push([number, marks.get(old)]);
      marks.delete(old);
    }
    for (const [number, row] of carried) marks.set(number, row);
  }

  change(rows, { kind, number, changes, line }) {
    const isNew = !rows.has(number);
    const row = isNew ? { ...BORN[kind] } : rows.get(number);
    rows.set(number, row);
    for (const [column, [old, now]] of Object.entries(changes)) {
      const isPast = !isNew && !LOOSE.includes(kind) && Object.hasOwn(row, column) && !follows(row[column], old);
      if (isPast) this.report.fault(ALTERED, "past_the_log", { row: `${kind}:${number}`, column, line });
      row[column] = now;
    }
    const isGone = Object.values(changes).every(([, now]) => now === null) && Object.keys(row).every((column) => column in changes);
    if (isGone) rows.delete(number);
  }
}

/** Whether two values of a row are equal, numbers however they are written. */
export function isSame(one, two) {
  if (isAlike(one, two)) return true;
  try {
    return Fraction.of(one).compare(Fraction.of(two)) === 0;
  } catch {
    return false;
  }
}

/** Whether a line's old value is the one known; of a commitment nobody can tell. */
function follows(known, old) {
  return isHidden(known) || isHidden(old) || isSame(known, old);
}

export function isHidden(value) {
  return value !== null && typeof value === "object" && ["commitment", "secret"].includes(Object.keys(value).join());
}

export function parts(text, mark) {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Whether the log tells all rows from their beginning, and shows it: it tells how the contest's first rule sheet began, before which
 * nobody marks, and withholds no line that changed such rows, from the time when personal texts stood in it in plain words.
 */
export function beginsHere({ rows: { ledger, rules, ballots } }) {
  if (ledger.some((line) => line.rows?.length)) return false;
  const sheets = ledger.flatMap(({ changes = {} }) => Object.entries(changes)).filter(([row]) => row.startsWith("rulesheet:"));
  return sheets.some(([, { number }]) => isAlike(number, [null, 1])) || !(rules.length || ballots.length);
}

/** Follow the log line by line; `made` hears each row that is new, as (kind, number, the log by then). */
export function replay({ report, rows: { ledger } }, made) {
  const log = new Log(report);
  for (const line of ledger) {
    if ("withheld" in line || line.refused) continue;
    for (const [kind, number] of log.take(line)) made(kind, number, log);
  }
  return log;
}
