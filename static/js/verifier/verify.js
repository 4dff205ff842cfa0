/** The whole check of a bundle, in the browser: nothing leaves the page. */
import { unpack } from "./archive.js";
import { checkBallots } from "./ballots.js";
import { Bundle, checkManifest } from "./bundle.js";
import { checkEdition, checkPublished, checkRules } from "./editions.js";
import { checkCode, checkOpened, checkReceipt } from "./given.js";
import { checkHeads, checkLog, checkProofs, rootsIn } from "./log.js";
import { checkAwards, checkPlan } from "./money.js";
import { Log } from "./replay.js";
import { ALTERED, Report } from "./report.js";
import { checkRows } from "./rows.js";

/**
 * {report, bundle} of a bundle's bytes. `code` is a head's from paper, `receipt` a ballot's, if given; `step` hears the name of
 * each check before it is made, and may take its time.
 */
export async function verify(data, { code = "", receipt = null, step = () => {} } = {}) {
  const report = new Report();
  const bundle = new Bundle(unpack(data, report), report);
  let roots = [];
  const checks = [
    ["files", () => checkManifest(bundle)],
    ["lines", () => checkLog(bundle)],
    ["lines", () => { roots = rootsIn(bundle); }],
    ["heads", () => checkHeads(bundle, roots)],
    ["seals", () => checkRules(bundle)],
    ["ballots", () => checkBallots(bundle)],
    ["standings", () => checkRows(bundle, replay(bundle))],
    ["editions", () => checkPublished(bundle)],
    ["awards", () => checkAwards(bundle)],
    ["opened", () => checkOpened(bundle)],
    ["proofs", () => checkProofs(bundle, roots)],
    ["code", () => code && checkCode(code, bundle, roots)],
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
  }
}

/** Follow the log line by line; count each edition and each plan again as it was made. */
function replay(bundle) {
  const log = new Log(bundle.report);
  const editions = new Map(bundle.rows.editions.map((edition) => [edition.number, edition]));
  const plans = new Map(bundle.awards.plans.map((plan) => [String(plan.id), plan]));
  for (const line of bundle.rows.ledger) {
    if ("withheld" in line || line.refused) continue;
    for (const [kind, number] of log.take(line)) {
      const row = log.of(kind).get(number);
      if (kind === "edition" && editions.has(row?.number)) checkEdition(editions.get(row.number), row, bundle, log);
      if (kind === "plan" && plans.has(number)) checkPlan(plans.get(number), bundle, log);
    }
  }
  return log;
}
