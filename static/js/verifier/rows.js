/** The bundle's rows against those that the log tells. */
import { beginsHere, isHidden, isSame, parts } from "./replay.js";
import { ALTERED, INCOMPLETE } from "./report.js";

const IDS = ["entry", "judge", "session", "panel", "prize", "plan", "enterprise"];

/** Compare every table; `log` is what the whole log tells. */
export function checkRows(bundle, log) {
  const { report } = bundle;
  const isWhole = beginsHere(bundle);
  for (const [what, told, stated] of tables(bundle, log)) {
    const untold = [...stated.keys()].filter((key) => !told.has(key));
    for (const key of told.keys()) if (!stated.has(key)) report.fault(INCOMPLETE, "row_missing", { what, key });
    for (const key of isWhole ? untold : []) report.fault(ALTERED, "row_untold", { what, key });
    for (const [key, row] of stated) if (told.has(key)) compare({ what, key }, { told: told.get(key), stated: row }, report);
    report.checked(what, stated.size - untold.length);
  }
  if (!isWhole) report.cannot("begun_elsewhere");
}

function compare(where, { told, stated }, report) {
  for (const [column, value] of Object.entries(stated)) {
    const isOther = Object.hasOwn(told, column) && !isHidden(told[column]) && !isSame(told[column], value);
    if (isOther) report.fault(ALTERED, "row_differs", { ...where, column, told: told[column], stated: value });
  }
}

/** Each kind of row, by key: as the log tells it, and as the bundle has it under the log's names. */
function tables(bundle, log) {
  const { rows, awards } = bundle;
  const sheets = idsOf(rows.rules);
  const editions = idsOf(rows.editions);
  const withSheet = (row) => ({ ...columnsOf(row), rule_sheet_id: sheets.get(row.rule_sheet) });
  const withEdition = (row) => ({ ...columnsOf(row), edition_id: editions.get(row.edition) });
  const plain = [
    ["row_ballots", "ballot", rows.ballots, withSheet],
    ["row_recusals", "recusal", rows.recusals, columnsOf],
    ["row_absences", "absence", rows.absences, columnsOf],
    ["row_ties", "tiedecision", rows.ties, columnsOf],
    ["row_editions", "edition", rows.editions, withSheet],
    ["row_plans", "plan", awards.plans, withEdition],
    ["row_awards", "award", awards.awards, columnsOf],
  ];
  return [
    ...plain.map(([what, kind, stated, named]) => [what, log.rows.get(kind), new Map(stated.map((row) => [String(row.id), named(row)]))]),
    ...tablesOfRules(bundle, log),
    ["row_marks", toldMarks(log), statedMarks(bundle, log)],
    ["row_seats", ...seats(bundle, log)],
    ["row_standings", log.rows.get("standing"), linesOf(rows.editions, ({ ranking, ...line }) => ({ ...line, challenge_id: ranking }))],
    ["row_plan_lines", log.rows.get("planline"), linesOf(awards.plans, columnsOf)],
  ];
}

/** A row under the names that the log has for its columns. */
export function columnsOf(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [IDS.includes(name) ? `${name}_id` : name, value]));
}

function idsOf(rows) {
  return new Map(rows.map(({ number, id }) => [number, id]));
}

function only(row, names) {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

function linesOf(things, named) {
  return new Map(things.flatMap(({ id, lines }) => lines.map((line) => [`${id}-${line.entry}`, named(line)])));
}

function tablesOfRules({ rows: { rules } }, log) {
  const sealed = new Map([...log.rows.get("rulesheet")].filter(([, { digest }]) => digest));
  const stated = new Map(rules.map((rule) => [String(rule.id), only(rule, ["number", "state", "digest", "sealed_at"])]));
  const lines = rules.flatMap(({ id, content }) => content.lines.map((line) => [`${id}-${line.key}`, only(line, ["dimension", "top", "step", "weight"])]));
  const told = [...log.rows.get("criterion").values()].filter((row) => sealed.has(String(row.rule_sheet_id))).map((row) => [`${row.rule_sheet_id}-${row.key}`, row]);
  return [["row_rules", sealed, stated], ["row_criteria", new Map(told), new Map(lines)]];
}

/** The marks that the log tells, by ballot's number and criterion's key. */
export function toldMarks(log) {
  const found = new Map();
  for (const [number, row] of log.rows.get("mark")) {
    const [ballot, criterion] = parts(number, "-");
    const { key } = log.rows.get("criterion").get(criterion) ?? {};
    if (key !== undefined) found.set(`${ballot}-${key}`, row);
  }
  return found;
}

function statedMarks({ rows: { ballots } }, log) {
  const known = new Set([...log.rows.get("criterion").values()].map(({ key }) => key));
  const given = ballots.flatMap(({ id, marks }) => Object.entries(marks).map(([key, points]) => [id, key, points]));
  return new Map(given.filter(([, key, points]) => points !== null && known.has(key)).map(([id, key, points]) => [`${id}-${key}`, { points }]));
}

function seats({ rows: { assignments } }, log) {
  const panels = new Set(assignments.map(({ panel }) => panel));
  const told = [...log.rows.get("seat").values()].filter(({ panel_id }) => panels.has(panel_id)).map((row) => [`${row.panel_id}-${row.judge_id}`, row]);
  return [new Map(told), new Map(assignments.map((row) => [`${row.panel}-${row.judge}`, only(row, ["kind", "left_at"])]))];
}
