/** What an edition is counted from: confirmed recusals, ballots that count, seats, ties. */
import { Fraction } from "./fraction.js";
import { columnsOf, toldMarks } from "./rows.js";
import { parts } from "./replay.js";

class Roll {
  constructor() {
    this.recused = new Map();
    this.ballots = new Map();
    this.seated = new Map();
    this.decided = [];
  }

  isRecused(entry, judge) {
    return this.recused.get(entry)?.has(judge) ?? false;
  }

  /** Let a ballot count unless it is a draft, void, or of a judge who stands back; `marks` are [key, mark]. */
  count({ entry_id, judge_id, state }, marks) {
    if (state !== "submitted" || this.isRecused(entry_id, judge_id)) return;
    const given = marks.filter(([, mark]) => mark !== null).map(([key, mark]) => [key, Fraction.of(mark)]);
    if (!this.ballots.has(entry_id)) this.ballots.set(entry_id, new Map());
    this.ballots.get(entry_id).set(String(judge_id), new Map(given));
  }

  /** The ballots that count for an entry: marks by criterion, by judge's number as text. */
  of(entry) {
    return this.ballots.get(entry) ?? new Map();
  }

  /** The judges who were to mark an entry and have no ballot that counts. */
  missing(entry) {
    const seated = [...(this.seated.get(entry) ?? [])];
    return seated.filter((judge) => !this.isRecused(entry, judge) && !this.of(entry).has(String(judge))).sort((one, two) => one - two);
  }
}

/** The roll as the log has it by now. */
export function rollFromLog(log) {
  const roll = new Roll();
  for (const { entry_id, judge_id, state } of log.rows.get("recusal").values()) if (state === "confirmed") setOf(roll.recused, entry_id).add(judge_id);
  const marks = new Map();
  for (const [number, { points }] of toldMarks(log)) {
    const [ballot, key] = parts(number, "-");
    marks.set(ballot, [...(marks.get(ballot) ?? []), [key, points]]);
  }
  for (const [number, row] of log.rows.get("ballot")) roll.count(row, marks.get(number) ?? []);
  seat(roll, log);
  roll.decided = [...log.rows.get("tiedecision")].sort(([one], [two]) => Number(one) - Number(two)).map(([, row]) => row);
  return roll;
}

/** Seat the judges on the panel of each entry's session, but for those who left it. */
function seat(roll, log) {
  const judges = new Map();
  for (const { panel_id, judge_id, left_at } of log.rows.get("seat").values()) if (left_at === null) setOf(judges, panel_id).add(judge_id);
  for (const { entry_id, session_id } of log.rows.get("slot").values()) {
    const panel = log.rows.get("session").get(String(session_id))?.panel_id;
    for (const judge of judges.get(panel) ?? []) setOf(roll.seated, entry_id).add(judge);
  }
}

/** The roll as the tables have it now. */
export function rollFromTables({ rows: { recusals, ballots, assignments, ties } }) {
  const roll = new Roll();
  for (const { entry, judge, state } of recusals) if (state === "confirmed") setOf(roll.recused, entry).add(judge);
  for (const ballot of ballots) roll.count(columnsOf(ballot), Object.entries(ballot.marks));
  for (const { entry, judge, left_at } of assignments) if (left_at === null) setOf(roll.seated, entry).add(judge);
  roll.decided = ties;
  return roll;
}

function setOf(sets, key) {
  if (!sets.has(key)) sets.set(key, new Set());
  return sets.get(key);
}
