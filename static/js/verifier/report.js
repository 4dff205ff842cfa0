/** What was checked and how often, what was found wrong, and what could not be checked. */
export const [ALTERED, TRUNCATED, INCOMPLETE, NOT_THE_RESULT] = ["altered", "truncated", "incomplete", "other"];

const RECENT = 200; // of the faults: an edition counted twice finds the same ones

export class Report {
  constructor() {
    this.counts = new Map();
    this.faults = [];
    this.unchecked = [];
    this.noted = 0;
  }

  /** Note that so many things were looked at; what was found since the last note is theirs. */
  checked(what, count) {
    const before = this.counts.get(what) ?? { count: 0, faults: 0 };
    this.counts.set(what, { count: before.count + count, faults: before.faults + this.faults.length - this.noted });
    this.noted = this.faults.length;
  }

  /** Note something wrong: of which kind, and by the name of its words. */
  fault(kind, words, values = {}) {
    const key = JSON.stringify([kind, words, values]);
    if (!this.faults.slice(-RECENT).some((one) => one.key === key)) this.faults.push({ kind, words, values, key });
  }

  /** Note what this bundle does not let anybody check. */
  cannot(words, values = {}) {
    const key = JSON.stringify([words, values]);
    if (!this.unchecked.some((one) => one.key === key)) this.unchecked.push({ words, values, key });
  }

  has(kind) {
    return this.faults.some((one) => one.kind === kind);
  }
}
