/** The bundle's rows against those that the log tells. */
import { isSame } from "./replay.js";
import { ALTERED, INCOMPLETE } from "./report.js";

/** Compare every table; `log` is what the whole log tells. */
export function checkRows(bundle, log) {
  const { report } = bundle;
  for (const [what, ofLog, ofBundle] of TABLES) {
    const [told, stated] = [tableOf(ofLog(log, bundle)), tableOf(ofBundle(bundle))];
    for (const [key] of told) if (!stated.has(key)) report.fault(INCOMPLETE, "row_missing", { what, key });
    for (const [key, row] of stated) {
      if (told.has(key)) compare({ what, key }, { told: told.get(key), stated: row }, report);
      else report.fault(ALTERED, "row_untold", { what, key });
    }
    report.checked(what, stated.size);
  }
}

function compare(where, { told, stated }, report) {
  for (const [column, value] of Object.entries(stated)) {
    const isOther = told[column] !== undefined && !isSame(told[column], value);
    if (isOther) report.fault(ALTERED, "row_differs", { ...where, column, told: shown(told[column]), stated: shown(value) });
  }
}

function shown(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Rows [key, row] by their key as words. */
function tableOf(rows) {
  return new Map(rows.map(([key, row]) => [[key].flat().join(" "), row]));
}

function picked(rows, key, names) {
  return rows.map((row) => [row[key], only(row, names)]);
}

function only(row, names) {
  return Object.fromEntries(names.split(" ").filter((name) => row[name] !== undefined).map((name) => [name, row[name]]));
}

function besides(row, gone) {
  const { [gone]: _gone, ...rest } = row;
  return rest;
}

function numbersOf(log, kind, name) {
  return new Map([...log.of(kind)].map(([number, row]) => [Number(number), row[name]]));
}

function people(row) {
  return { ...row, entry: row.entry_id ?? null, judge: row.judge_id };
}

const BALLOT = "entry judge state source submitted_at rule_sheet";

function toldBallots(log) {
  const numbers = numbersOf(log, "rulesheet", "number");
  return [...log.of("ballot").values()].map((row) => [row.uuid, only({ ...people(row), rule_sheet: numbers.get(row.rule_sheet_id) }, BALLOT)]);
}

function toldMarks(log) {
  const uuids = numbersOf(log, "ballot", "uuid");
  return [...log.marks()].flatMap(([ballot, marks]) => [...marks].map(([key, points]) => [[uuids.get(Number(ballot)), key], { points }]));
}

function statedMarks({ rows: { ballots } }) {
  return ballots.flatMap(({ uuid, marks }) => Object.entries(marks).filter(([, points]) => points !== null).map(([key, points]) => [[uuid, key], { points }]));
}

function toldSeats(log, { rows: { assignments } }) {
  const panels = new Set(assignments.map(({ panel }) => panel));
  return [...log.of("seat").values()].filter(({ panel_id }) => panels.has(panel_id)).map((row) => [[row.panel_id, row.judge_id], only(row, "kind left_at")]);
}

function toldCriteria(log) {
  const sheets = log.of("rulesheet");
  const sheetOf = (row) => sheets.get(String(row.rule_sheet_id));
  return [...log.of("criterion").values()].filter((row) => sheetOf(row).digest).map((row) => [[sheetOf(row).number, row.key], row]);
}

function statedCriteria({ rows: { rules } }) {
  return rules.flatMap(({ number, content }) => content.lines.map((line) => [[number, line.key], only(line, "dimension top step weight")]));
}

function toldEditions(log) {
  const numbers = numbersOf(log, "rulesheet", "number");
  return [...log.of("edition").values()].map((row) => [row.number, { ...row, rule_sheet: numbers.get(row.rule_sheet_id) }]);
}

function toldStandings(log) {
  const numbers = numbersOf(log, "edition", "number");
  return [...log.of("standing").values()].map((row) => [[numbers.get(row.edition_id), row.entry_id], { ...besides(row, "challenge_id"), ranking: row.challenge_id ?? null }]);
}

function linesOf(things, name) {
  return things.flatMap((thing) => thing.lines.map((line) => [[thing[name], line.entry], besides(line, "entry")]));
}

function toldPlans(log) {
  const numbers = numbersOf(log, "edition", "number");
  return [...log.of("plan")].map(([number, row]) => [Number(number), { ...row, edition: numbers.get(row.edition_id) }]);
}

function toldPrizes(log, kind) {
  return [...log.of(kind).values()].map((row) => [[row.plan_id, row.entry_id], { ...row, prize: row.prize_id ?? null }]);
}

const TABLES = [
  ["row_ballots", toldBallots, ({ rows }) => picked(rows.ballots, "uuid", BALLOT)],
  ["row_marks", toldMarks, statedMarks],
  ["row_seats", toldSeats, ({ rows }) => rows.assignments.map((row) => [[row.panel, row.judge], only(row, "kind left_at")])],
  ["row_recusals", (log) => [...log.of("recusal")].map(([number, row]) => [number, people(row)]), ({ rows }) => picked(rows.recusals, "id", "entry judge origin ground state")],
  ["row_absences", (log) => [...log.of("absence")].map(([number, row]) => [number, { ...people(row), session: row.session_id }]), ({ rows }) => picked(rows.absences, "id", "entry judge session at ended_at")],
  ["row_rules", (log) => picked([...log.of("rulesheet").values()].filter(({ digest }) => digest), "number", "state digest sealed_at"), ({ rows }) => picked(rows.rules, "number", "state digest sealed_at")],
  ["row_criteria", toldCriteria, statedCriteria],
  ["row_editions", toldEditions, ({ rows }) => picked(rows.editions, "number", "rule_sheet state digest")],
  ["row_standings", toldStandings, ({ rows }) => linesOf(rows.editions, "number")],
  ["row_ties", (log) => [...log.of("tiedecision")], ({ rows }) => picked(rows.ties, "id", "method order")],
  ["row_plans", toldPlans, ({ awards }) => picked(awards.plans, "id", "edition state digest")],
  ["row_plan_lines", (log) => toldPrizes(log, "planline"), ({ awards }) => linesOf(awards.plans, "id")],
  ["row_awards", (log) => toldPrizes(log, "award"), ({ awards }) => awards.awards.map((row) => [[row.plan, row.entry], only(row, "prize amount_fen place state")])],
];
