/** The money: awards against their plans and limits, and each plan given anew from its edition's places. */
import { Allocation, Tie } from "./allocation.js";
import { canonicalBytes, isAlike } from "./canonical.js";
import { sheetsOf } from "./editions.js";
import { digest } from "./hashing.js";
import { beginsHere } from "./replay.js";
import { NOT_THE_RESULT } from "./report.js";
import { columnsOf } from "./rows.js";

// 1,000,000 yuan an award: 宁波市开放应用场景实施意见 §三(三).
const MOST_FEN = 100_000_000;

/** Compare awards with their plans and with what no award may pass. */
export function checkAwards(bundle) {
  const { report, contest, awards: { awards, plans } } = bundle;
  const standing = awards.filter(({ state }) => state !== "revoked");
  for (const award of awards) {
    if (!(award.amount_fen >= 0 && award.amount_fen <= MOST_FEN)) report.fault(NOT_THE_RESULT, "over_the_cap", { entry: award.entry });
    const plan = plans.find(({ id }) => id === award.plan);
    if (!isPlanned(award, plan)) report.fault(NOT_THE_RESULT, "unplanned", { entry: award.entry, plan: award.plan });
  }
  const total = standing.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  if (total > contest.budget_fen) report.fault(NOT_THE_RESULT, "over_budget", { total: yuan(total), budget: yuan(contest.budget_fen) });
  checkOnce(standing, bundle);
  if (!beginsHere(bundle)) checkPlans(bundle);
  report.checked("awards", awards.length);
  report.checked("money", standing.length);
}

function yuan(fen) {
  return (fen / 100).toLocaleString("en", { minimumFractionDigits: 2 });
}

/** Whether the award is what an approved plan gives its entry. */
function isPlanned(award, plan) {
  if (plan?.state !== "approved") return false;
  const given = plan.lines.filter(({ entry }) => entry === award.entry);
  return given.length === 1 && ["prize", "amount_fen", "place"].every((name) => isAlike(given[0][name], award[name]));
}

/** Check that no entry, enterprise or seat is given more than there is. */
function checkOnce(standing, bundle) {
  const { report, contest, awards: { prizes } } = bundle;
  const entries = new Map(bundle.rows.entries.map((entry) => [entry.id, entry]));
  for (const [entry, count] of counts(standing, (award) => award.entry)) if (count > 1) report.fault(NOT_THE_RESULT, "awarded_twice", { entry });
  const enterprises = counts(standing, (award) => entries.get(award.entry).enterprise.id);
  for (const [enterprise, count] of contest.one_award_per_enterprise ? enterprises : []) if (count > 1) report.fault(NOT_THE_RESULT, "enterprise_twice", { enterprise });
  const seats = new Map(prizes.map(({ id, seats: many }) => [id, many]));
  for (const [key, count] of counts(standing, (award) => `${award.prize} ${groupOf(entries.get(award.entry), bundle)}`)) {
    const prize = Number(key.split(" ")[0]);
    if (count > (seats.get(prize) ?? 0)) report.fault(NOT_THE_RESULT, "over_seats", { prize });
  }
}

function counts(rows, keyOf) {
  const found = new Map();
  for (const row of rows) found.set(keyOf(row), (found.get(keyOf(row)) ?? 0) + 1);
  return found;
}

/** The ranking that an entry's prizes are given in: its challenge's, or 0 for all. */
function groupOf(entry, { contest }) {
  return contest.ranking_scope === "challenge" ? entry.challenge.id : 0;
}

/** Give the prizes again where the tables alone say what stood when a plan was made. */
function checkPlans(bundle) {
  const awards = bundle.awards.awards.map(columnsOf);
  for (const plan of bundle.awards.plans) {
    const before = awards.filter(({ plan_id }) => plan_id < plan.id);
    if (before.every(({ state }) => state !== "revoked")) checkPlan(plan, bundle, before);
  }
}

/** Give a plan's prizes again by the edition's places; `awards` are those of before it, as the log names their columns. */
export function checkPlan(plan, bundle, awards) {
  const { report } = bundle;
  if (plan.state !== "approved") return;
  const lines = new Map(plan.lines.map((line) => [line.entry, line]));
  const given = givenAnew(plan, lines, { bundle, awards });
  if (given) comparePlan(plan, { given, lines }, report);
  else report.fault(NOT_THE_RESULT, "plan_tie", { plan: plan.id });
  if (planDigest(plan, bundle) !== plan.digest) report.cannot("plan_names", { plan: plan.id });
  report.checked("plan_lines", plan.lines.length);
}

function comparePlan(plan, { given, lines }, report) {
  for (const [entry, outcome] of given) {
    const { prize = null, amount_fen = null, reason_code = null } = lines.get(entry) ?? {};
    if (!isAlike([prize, amount_fen, reason_code], outcome)) report.fault(NOT_THE_RESULT, "plan_line", { plan: plan.id, entry });
  }
  if (plan.lines.some(({ entry }) => !given.has(entry))) report.fault(NOT_THE_RESULT, "plan_extra", { plan: plan.id });
}

/** The digest that was approved, if all are called now as they were then. */
function planDigest(plan, { contest, rows: { editions, entries }, awards: { prizes } }) {
  const lines = plan.lines.map(({ entry, prize, place, score, amount_fen, reason }) => {
    const { title, enterprise, challenge } = entries.find(({ id }) => id === entry);
    const called = { entry: [entry, title], enterprise: [enterprise.id, enterprise.name], challenge: [challenge.id, challenge.title] };
    return { ...called, place, score, amount_fen, reason, prize: [prize, prizes.find(({ id }) => id === prize)?.name ?? ""] };
  });
  const edition = editions.find(({ number }) => number === plan.edition).digest;
  return digest(canonicalBytes({ contest: contest.id, edition, note: plan.note, lines }));
}

/** What every entry gets, as [prize, fen, reason]; null where equals would fare differently. */
function givenAnew(plan, lines, { bundle, awards }) {
  const edition = bundle.rows.editions.find(({ number }) => number === plan.edition);
  const entries = new Map(bundle.rows.entries.map((entry) => [entry.id, entry]));
  const held = awards.filter(({ state }) => state !== "revoked");
  const budget = bundle.contest.budget_fen - held.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  const { passMark } = sheetsOf(bundle).get(edition.rule_sheet);
  const allocation = new Allocation(budget, { isOneEach: bundle.contest.one_award_per_enterprise, passMark, held });
  const groups = new Map();
  for (const line of edition.lines) {
    const entry = entries.get(line.entry);
    const group = groupOf(entry, bundle);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push({ ...line, enterprise: entry.enterprise.id, hasLeft: lines.get(line.entry)?.reason_code === "left_contest" });
  }
  const inOrder = [...groups.keys()].sort((one, two) => one - two);
  for (const group of inOrder) allocation.admit(group, groups.get(group));
  const taken = counts(held, (row) => `${row.prize_id} ${groupOf(entries.get(row.entry_id), bundle)}`);
  const order = inOrder.flatMap((group) => bundle.awards.prizes.map((prize) => ({ group, prize })));
  try {
    for (const { group, prize } of order.sort((one, two) => two.prize.amount_fen - one.prize.amount_fen)) {
      allocation.fill(group, prize, prize.seats - (taken.get(`${prize.id} ${group}`) ?? 0));
    }
  } catch (reason) {
    if (!(reason instanceof Tie)) throw reason;
    return null;
  }
  return allocation.close();
}
