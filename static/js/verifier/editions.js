/** Standings: each edition counted again from the ballots as the log had them, and what stands published. */
import { canonicalBytes, isAlike } from "./canonical.js";
import { Fraction } from "./fraction.js";
import { digest } from "./hashing.js";
import { places } from "./places.js";
import { beginsHere, isSame } from "./replay.js";
import { ALTERED, INCOMPLETE, NOT_THE_RESULT } from "./report.js";
import { rollFromTables } from "./roll.js";
import { Score, Sheet } from "./scores.js";

/** The rule sheets of a bundle by version. */
export function sheetsOf({ rows: { rules } }) {
  return new Map(rules.map(({ number, content }) => [number, new Sheet(content)]));
}

/** Compare every sealed rule sheet with the digest of its seal. */
export function checkRules({ rows: { rules }, report }) {
  for (const rule of rules) {
    const isSealed = digest(canonicalBytes(rule.content)) === rule.digest && rule.content.number === rule.number;
    if (!isSealed) report.fault(ALTERED, "seal", { number: rule.number });
  }
  const sealed = rules.filter(({ state }) => state === "sealed").length;
  if (sealed > 1) report.fault(ALTERED, "seals_many", { count: sealed });
  report.checked("seals", rules.length);
}

/** Count an edition again from a roll, and compare every line and the digest. */
export function checkEdition(edition, bundle, roll) {
  const { report } = bundle;
  const sheet = sheetsOf(bundle).get(edition.rule_sheet);
  const stated = new Map(edition.lines.map((line) => [line.entry, line]));
  const counted = countedFor(stated, { bundle, roll, sheet });
  const lone = [...stated.keys(), ...counted.keys()].filter((entry) => !(stated.has(entry) && counted.has(entry)));
  for (const entry of lone) report.fault(NOT_THE_RESULT, "edition_entry", { edition: edition.number, entry });
  for (const [entry, found] of counted) {
    if (stated.has(entry)) checkLine(stated.get(entry), found, { bundle, roll, number: edition.number });
  }
  if (digestOf(edition, counted, bundle) !== edition.digest) report.fault(NOT_THE_RESULT, "edition_digest", { edition: edition.number });
  report.checked("standings", counted.size);
}

/** Count the admitted entries, and those that an edition has: they may have left since. */
function countedFor(stated, { bundle, roll, sheet }) {
  const rankings = new Map();
  for (const entry of bundle.rows.entries) {
    if (entry.state !== "admitted" && !stated.has(entry.id)) continue;
    const ranking = bundle.contest.ranking_scope === "challenge" ? entry.challenge.id : null;
    if (!rankings.has(ranking)) rankings.set(ranking, new Map());
    rankings.get(ranking).set(entry.id, new Score(roll.of(entry.id), sheet));
  }
  const placed = [...rankings].flatMap(([ranking, scores]) => places(scores, sheet.ties, roll.decided).map((one) => ({ ...one, ranking, score: scores.get(one.entry) })));
  return new Map(placed.map(({ score, ...one }) => [one.entry, { line: { ...one, ...score.line() }, score }]));
}

function checkLine(stated, { line, score }, { bundle, roll, number }) {
  const { report } = bundle;
  for (const [column, counted] of Object.entries(line)) {
    const found = { edition: number, entry: stated.entry, column, stated: stated[column] ?? null, counted };
    if (!isSame(stated[column], counted)) report.fault(NOT_THE_RESULT, "edition_line", found);
  }
  const expected = {
    judges: score.judges(),
    incomplete: score.incomplete.map(Number).sort(ascending),
    recused: [...(roll.recused.get(stated.entry) ?? [])].sort(ascending),
    absent: roll.missing(stated.entry),
  };
  const wrong = Object.keys(expected).filter((name) => !isAlike(stated.detail[name], expected[name]));
  const isMade = Object.entries(score.criteria()).every(([key, part]) => Object.entries(part).every(([name, value]) => stated.detail.criteria[key]?.[name] === value));
  for (const name of isMade ? wrong : [...wrong, "criteria"]) report.fault(NOT_THE_RESULT, "edition_detail", { edition: number, entry: stated.entry, name });
}

function ascending(one, two) {
  return one - two;
}

/** The digest that an edition has whose lines are as counted, with what explains them. */
function digestOf(edition, counted, bundle) {
  const details = new Map(edition.lines.map(({ entry, detail }) => [entry, detail]));
  const rules = bundle.rows.rules.find(({ number }) => number === edition.rule_sheet).digest;
  const standings = [...counted.keys()].sort(ascending).map((entry) => {
    const { line } = counted.get(entry);
    const empty = ["technical", "commercial"].filter((name) => Fraction.of(line[name]).isZero);
    return { ...line, ...Object.fromEntries(empty.map((name) => [name, "0"])), detail: details.get(entry) ?? null };
  });
  return digest(canonicalBytes({ contest: bundle.contest.id, standings, rules }));
}

/** Look for the one edition that stands published, for ties nobody decided, and for gaps nobody explained. */
export function checkPublished(bundle) {
  const { report, rows: { editions } } = bundle;
  const published = editions.filter(({ state }) => state === "published");
  if (published.length > 1) report.fault(NOT_THE_RESULT, "published", { count: published.length });
  if (!published.length) report.cannot("unpublished");
  for (const edition of published) {
    if (!beginsHere(bundle)) checkEdition(edition, bundle, rollFromTables(bundle));
    if (edition.lines.some(({ decided_by }) => decided_by.startsWith("awaiting:"))) report.fault(NOT_THE_RESULT, "undecided", { edition: edition.number });
    checkExpected(edition, bundle);
  }
  report.checked("editions", editions.length);
}

/** Compare the ballots with those expected: assignments less recusals. */
function checkExpected(edition, { report, rows: { assignments, recusals, ballots } }) {
  const pair = ({ entry, judge }) => `${entry} ${judge}`;
  const recused = new Set(recusals.filter(({ state }) => state === "confirmed").map(pair));
  const given = new Map(ballots.filter(({ state }) => state === "submitted").map((ballot) => [pair(ballot), ballot]));
  const explained = new Map(edition.lines.map(({ entry, detail }) => [entry, detail.absent ?? []]));
  const expected = assignments.filter((row) => row.left_at === null && !recused.has(pair(row)) && explained.has(row.entry));
  for (const row of expected) {
    const isGap = !given.has(pair(row)) && !explained.get(row.entry).includes(row.judge);
    if (isGap) report.fault(INCOMPLETE, "gap", { entry: row.entry, judge: row.judge });
  }
  for (const [key, { entry, judge }] of given) if (recused.has(key)) report.fault(NOT_THE_RESULT, "recused_ballot", { entry, judge });
  report.checked("expected", expected.length);
}
