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

export class Log {
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
    const row = rows.get(number) ?? { ...BORN[kind] };
    rows.set(number, row);
    for (const [column, [old, now]] of Object.entries(changes)) {
      const isPast = !LOOSE.includes(kind) && Object.hasOwn(row, column) && !isSame(row[column], old);
      if (isPast) this.report.fault(ALTERED, "past_the_log", { row: `${kind}:${number}`, column, line });
      row[column] = now;
    }
    const isGone = Object.values(changes).every(([, now]) => now === null) && Object.keys(row).every((column) => column in changes);
    if (isGone) rows.delete(number);
  }

  /** The rows of a kind, by number. */
  of(kind) {
    return this.rows.get(kind);
  }

  /** The marks by ballot's number: a map by criterion's key. */
  marks() {
    const found = new Map();
    for (const [number, row] of this.of("mark")) {
      const [ballot, criterion] = number.split("-");
      if (!found.has(ballot)) found.set(ballot, new Map());
      found.get(ballot).set(this.of("criterion").get(criterion).key, row.points);
    }
    return found;
  }
}

/** Whether two values of a row are equal, numbers however they are written. */
export function isSame(one, two) {
  if (isAlike(one, two) || isHidden(one) || isHidden(two)) return true;
  try {
    return Fraction.of(one).compare(Fraction.of(two)) === 0;
  } catch {
    return false;
  }
}

function isHidden(value) {
  return value !== null && typeof value === "object" && ["commitment", "secret"].includes(Object.keys(value).join());
}

/** What an edition is counted from, as the log has it at a moment. */
export class Roll {
  constructor(log) {
    this.recused = new Map();
    for (const { entry_id, judge_id, state } of log.of("recusal").values()) if (state === "confirmed") setOf(this.recused, entry_id).add(judge_id);
    this.ballots = new Map();
    const marks = log.marks();
    for (const [number, { entry_id, judge_id, state }] of log.of("ballot")) {
      if (state === "submitted" && !this.isRecused(entry_id, judge_id)) this.give(entry_id, judge_id, marks.get(number) ?? new Map());
    }
    this.seated = seatedIn(log);
    const decisions = [...log.of("tiedecision")].sort(([one], [two]) => Number(one) - Number(two));
    this.decided = decisions.map(([, row]) => row);
  }

  isRecused(entry, judge) {
    return this.recused.get(entry)?.has(judge) ?? false;
  }

  give(entry, judge, marks) {
    if (!this.ballots.has(entry)) this.ballots.set(entry, new Map());
    this.ballots.get(entry).set(String(judge), new Map([...marks].map(([key, points]) => [key, Fraction.of(points)])));
  }

  /** The ballots that count for an entry. */
  of(entry) {
    return this.ballots.get(entry) ?? new Map();
  }
}

/** The judges on the panel of each entry's session, but for those who left it. */
function seatedIn(log) {
  const [panels, judges, seated] = [new Map([...log.of("session")].map(([number, row]) => [Number(number), row.panel_id])), new Map(), new Map()];
  for (const { panel_id, judge_id, left_at } of log.of("seat").values()) if (left_at === null) setOf(judges, panel_id).add(judge_id);
  for (const { entry_id, session_id } of log.of("slot").values()) {
    for (const judge of judges.get(panels.get(session_id)) ?? []) setOf(seated, entry_id).add(judge);
  }
  return seated;
}

function parts(text, mark) {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}

function setOf(sets, key) {
  if (!sets.has(key)) sets.set(key, new Set());
  return sets.get(key);
}
