/** The whole check of a bundle, in the browser: nothing leaves the page. */
import { checkAmendments } from "./amendments.js";
import { unpack } from "./archive.js";
import { checkBallots, checkJudges } from "./ballots.js";
import { Bundle, checkManifest } from "./bundle.js";
import { checkEdition, checkPublished, checkRules } from "./editions.js";
import { checkGiven } from "./elsewhere.js";
import { checkCode, checkOpened, checkReceipt } from "./given.js";
import { checkHeads, checkLog, checkProofs, rootsIn } from "./log.js";
import { checkAwards, checkPlan } from "./money.js";
import { beginsHere, replay } from "./replay.js";
import { ALTERED, Report } from "./report.js";
import { rollFromLog } from "./roll.js";
import { checkRows } from "./rows.js";

/**
 * {report, bundle} of a bundle's bytes. `code` is a head's from paper, `heads` a file of signed ones or a later bundle, `receipt` a
 * ballot's, if given; `step` hears the name of each check before it is made, and may take its time.
 */
export async function verify(data, { code = "", heads = null, receipt = null, step = () => {} } = {}) {
  const report = new Report();
  const bundle = new Bundle(unpack(data, report), report);
  if (!bundle.files.size) return { report, bundle };
  let roots = [];
  const checks = [
    ["files", () => checkManifest(bundle)],
    ["lines", () => checkLog(bundle)],
    ["lines", () => { roots = rootsIn(bundle); }],
    ["heads", () => checkHeads(bundle, roots)],
    ["proofs", () => checkProofs(bundle, roots)],
    ["seals", () => checkRules(bundle)],
    ["ballots", () => checkBallots(bundle)],
    ["judges", () => checkJudges(bundle)],
    ["amendments", () => checkAmendments(bundle)],
    ["standings", () => checkRows(bundle, recount(bundle))],
    ["editions", () => checkPublished(bundle)],
    ["awards", () => checkAwards(bundle)],
    ["opened", () => checkOpened(bundle)],
    ["code", () => code && checkCode(code, bundle, roots)],
    ["given", () => heads && checkGiven(heads, bundle, roots)],
    ["receipt", () => receipt && checkReceipt(receipt, bundle, roots)],
  ];
  for (const [what, check] of checks) {
    await step(what);
    attempt(what, check, report);
  }
  return { report, bundle };
}

/** Make a check; what it cannot read is a fault like others. */
function attempt(what, check, report) {
  try {
    check();
  } catch (trouble) {
    report.fault(ALTERED, "malformed", { what, why: `${trouble.name} ${trouble.message}` });
    report.checked(what, 0);
  }
}

/** Follow the log; count each edition and each plan again as it was made, where the log tells all that they were made from. */
function recount(bundle) {
  const isWhole = beginsHere(bundle);
  const editions = new Map(bundle.rows.editions.map((edition) => [String(edition.id), edition]));
  const plans = new Map(bundle.awards.plans.map((plan) => [String(plan.id), plan]));
  return replay(bundle, (kind, number, log) => {
    const [edition, plan] = [isWhole && kind === "edition" && editions.get(number), isWhole && kind === "plan" && plans.get(number)];
    if (edition) attempt("standings", () => checkEdition(edition, bundle, rollFromLog(log)), bundle.report);
    if (plan) attempt("plan_lines", () => checkPlan(plan, bundle, [...log.rows.get("award").values()]), bundle.report);
  });
}
