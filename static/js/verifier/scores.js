/** From marks to scores: exact, rounded once where the rule sheet says. */
import { Fraction, sum, ZERO } from "./fraction.js";

/** A rule sheet as sealed, with exact numbers. */
export class Sheet {
  constructor(content) {
    this.lines = content.lines;
    this.keys = content.lines.map(({ key }) => key);
    this.rates = new Map(content.lines.map(({ key, weight, top }) => [key, Fraction.of(weight).over(Fraction.of(top))]));
    this.trim = content.trim;
    this.eachEnd = content.trim_each_end;
    this.fewest = content.min_to_trim;
    this.decimals = content.decimals;
    this.isByCriterion = content.round_order === "criterion";
    this.ties = content.ties;
    this.passMark = content.pass_mark === null ? null : Fraction.of(content.pass_mark);
    // Whether a judge counts with a whole ballot or not at all.
    this.isWhole = this.trim === "per_judge_total" || (this.trim === "none" && !this.isByCriterion);
  }

  text(value) {
    return value.text(this.decimals);
  }

  rounded(value) {
    return value.rounded(this.decimals);
  }

  /** Part judges, the lowest first, into those left out below, kept, left out above. */
  kept(judges) {
    const out = this.trim !== "none" && judges.length >= this.fewest ? this.eachEnd : 0;
    return [judges.slice(0, out), judges.slice(out, judges.length - out), judges.slice(judges.length - out)];
  }

  /** A judge's weighted total, null while a mark is missing. */
  total(marks) {
    if (this.keys.some((key) => !marks.has(key))) return null;
    return sum(this.keys.map((key) => marks.get(key).times(this.rates.get(key))));
  }
}

/** An entry's score from its ballots: a map of marks by criterion, by judge's number as text. */
export class Score {
  constructor(ballots, sheet) {
    Object.assign(this, { ballots, sheet });
    this.totals = new Map([...ballots].map(([judge, marks]) => [judge, sheet.total(marks)]));
    this.incomplete = [...ballots].filter(([judge, marks]) => sheet.isWhole && marks.size && this.totals.get(judge) === null).map(([judge]) => judge);
    this.panels = new Map(sheet.keys.map((key) => [key, sheet.kept(this.inOrder(key))]));
    this.exact = new Map(sheet.keys.map((key) => [key, this.mean(key)]).filter(([, mean]) => mean));
    this.means = new Map([...this.exact].map(([key, mean]) => [key, sheet.rounded(mean)]));
    const basis = sheet.isByCriterion ? this.means : this.exact;
    this.scores = new Map([...basis].map(([key, mean]) => [key, sheet.rounded(mean.times(sheet.rates.get(key)))]));
    this.total = this.sum(sheet.keys);
  }

  /** The judges who count for a criterion, the lowest first; equals by their other marks, then by number. */
  inOrder(key) {
    const { ballots, sheet, totals } = this;
    const marked = [...ballots.keys()].filter((judge) => (sheet.isWhole ? totals.get(judge) : ballots.get(judge).has(key)));
    const names = sheet.isWhole ? sheet.keys : [key];
    const first = (one, two) => (sheet.isWhole && sheet.trim !== "none" ? totals.get(one).compare(totals.get(two)) : 0);
    const marks = (one, two) => names.reduce((order, name) => order || ballots.get(one).get(name).compare(ballots.get(two).get(name)), 0);
    return marked.sort((one, two) => first(one, two) || marks(one, two) || (one < two ? -1 : 1));
  }

  mean(key) {
    const marks = this.panels.get(key)[1].map((judge) => this.ballots.get(judge).get(key));
    return marks.length ? sum(marks).over(Fraction.of(marks.length)) : null;
  }

  sum(keys) {
    if (keys.some((key) => !this.exact.has(key))) return null;
    if (this.sheet.isByCriterion) return sum(keys.map((key) => this.scores.get(key)));
    return this.sheet.rounded(sum(keys.map((key) => this.exact.get(key).times(this.sheet.rates.get(key)))));
  }

  ofDimension(name) {
    return this.sum(this.sheet.lines.filter(({ dimension }) => dimension === name).map(({ key }) => key)) ?? ZERO;
  }

  /** What a tie step such as "dimension:technical" compares; more is better. */
  merit(step) {
    const [kind, name] = [step.slice(0, step.indexOf(":")), step.slice(step.indexOf(":") + 1)];
    return kind === "dimension" ? this.ofDimension(name) : this.scores.get(name);
  }

  /** Each counted judge's total, and whether their ballot was left out. */
  judges() {
    const [low, , high] = this.sheet.isWhole ? this.panels.get(this.sheet.keys[0]) : [[], [], []];
    const counted = [...this.ballots.keys()].filter((judge) => !this.incomplete.includes(judge));
    return Object.fromEntries(counted.map((judge) => [judge, this.judged(judge, low, high)]));
  }

  judged(judge, low, high) {
    const total = this.totals.get(judge);
    const dropped = low.includes(judge) ? "lowest" : high.includes(judge) ? "highest" : "";
    return { total: total === null ? null : this.sheet.text(this.sheet.rounded(total)), dropped };
  }

  /** What a line of the standings says of the score. */
  line() {
    const { sheet } = this;
    const panels = [...this.panels.values()];
    return {
      score: sheet.text(this.total ?? ZERO),
      technical: sheet.text(this.ofDimension("technical")),
      commercial: sheet.text(this.ofDimension("commercial")),
      ballots: new Set(panels.flat(2)).size,
      trimmed: panels.some(([low, , high]) => low.length + high.length > 0),
    };
  }

  /** Count, mean and weighted value of each criterion. */
  criteria() {
    const { sheet } = this;
    const told = (key) => ({ n: this.panels.get(key).flat().length, mean: sheet.text(this.means.get(key)), score: sheet.text(this.scores.get(key)) });
    return Object.fromEntries(sheet.keys.map((key) => [key, told(key)]));
  }
}
