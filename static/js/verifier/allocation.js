/** The prizes given anew by the rules: largest first, by place, under every limit. */
import { Fraction } from "./fraction.js";

/** Equals would fare differently: nothing could be given. */
export class Tie extends Error {}

export class Allocation {
  /** `held` are the awards that stand already, as the log has them. */
  constructor(budget, { isOneEach, passMark, held }) {
    Object.assign(this, { left: budget, isOneEach, passMark });
    this.held = new Set(held.map(({ entry_id }) => entry_id));
    this.enterprises = new Set(held.map(({ enterprise_id }) => enterprise_id));
    this.outcomes = new Map();
    this.waiting = new Map();
    this.spent = new Set();
  }

  /** Let the entries of a ranking wait by place, but for those that can get nothing. */
  admit(group, candidates) {
    const queue = [];
    for (const one of [...candidates].sort((a, b) => a.place - b.place)) {
      const reason = this.barred(one);
      if (reason) this.outcomes.set(one.entry, [null, 0, reason]);
      else if (queue.at(-1)?.[0].place === one.place) queue.at(-1).push(one);
      else queue.push([one]);
    }
    this.waiting.set(group, queue);
  }

  barred({ entry, hasLeft, score }) {
    if (this.held.has(entry)) return "already_awarded";
    if (hasLeft) return "left_contest";
    return this.passMark && Fraction.of(score).compare(this.passMark) < 0 ? "below_pass_mark" : "";
  }

  /** Give the seats of a prize in a ranking. Throws Tie. */
  fill(group, prize, seats) {
    const queue = this.waiting.get(group);
    for (let left = seats; left > 0 && queue.length; ) {
      const equals = this.unbarred(queue.shift());
      if (equals.length) this.give(group, equals, { prize, seats: left });
      left -= equals.length;
    }
  }

  unbarred(equals) {
    const free = equals.filter(({ enterprise }) => !(this.isOneEach && this.enterprises.has(enterprise)));
    for (const one of equals) if (!free.includes(one)) this.outcomes.set(one.entry, [null, 0, "enterprise_already_awarded"]);
    return free;
  }

  give(group, equals, { prize, seats }) {
    const amount = prize.amount_fen;
    if (amount > this.left) this.spent.add(group);
    if (this.spent.has(group)) {
      for (const { entry } of equals) this.outcomes.set(entry, [null, 0, "over_budget"]);
      return;
    }
    const firms = new Set(equals.map(({ enterprise }) => enterprise));
    if (equals.length > seats || amount * equals.length > this.left) throw new Tie();
    if (this.isOneEach && firms.size < equals.length) throw new Tie();
    this.left -= amount * equals.length;
    for (const { entry, enterprise } of equals) {
      this.enterprises.add(enterprise);
      this.outcomes.set(entry, [prize.id, amount, "won"]);
    }
  }

  /** What every entry gets: prize, fen and reason. */
  close() {
    for (const equals of [...this.waiting.values()].flat()) {
      for (const { entry } of this.unbarred(equals)) this.outcomes.set(entry, [null, 0, "seats_used_up"]);
    }
    return this.outcomes;
  }
}
