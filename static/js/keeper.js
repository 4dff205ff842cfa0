/** The draft of one sheet on this device: every change is on the disk before anything else happens to it. */
import { newUuid } from "./device.js";
import { announce, hear } from "./news.js";
import { hurry, isSettled, pump } from "./outbox.js";
import { change, get } from "./store.js";

const UNSENT = { state: "draft", rev: 0, confirmed: 0, tried: [], problem: null, takes_over: false, received_at: null };

/**
 * What stands in the boxes is kept by judge and entry, not by ballot: a sheet that the server has never seen is found again
 * too, and goes on under the UUID it began with. `record` is what is kept, `seen()` hears each change of it.
 */
export class Keeper {
  constructor(form, { seen, lost }) {
    const { ballot, version, keptAs, judge, entry, title } = form.dataset;
    this.key = keptAs;
    this.seen = seen;
    this.lost = lost;
    this.record = null;
    this.writing = Promise.resolve();
    const [named, at] = [{ key: keptAs, judge: Number(judge), entry: Number(entry), title }, new Date().toISOString()];
    this.fresh = { ...UNSENT, ...named, page: location.pathname, uuid: ballot || newUuid(), version: Number(version), marks: {}, boxes: {}, made_at: at, kept_at: at };
    hear("draft", (key) => key === this.key && this.read());
    hear("received", (key) => key === this.key && this.read());
  }

  async read() {
    await this.writing;
    this.record = (await get("drafts", this.key)) ?? null;
    this.receipt = (await get("receipts", this.key)) ?? null;
    this.seen();
    return this.record;
  }

  /** Whether nothing given here waits for the server. */
  get isSettled() {
    return !this.record || isSettled(this.record);
  }

  /** Something is being typed: keep it; it is not sent yet. */
  keep(boxes) {
    return this.write((kept) => ({ ...kept, boxes }));
  }

  /** Marks are given: keep them, then send. With `state` "submitted" they are to be locked, with "draft" taken back. */
  async give(boxes, marks, state) {
    const made_at = new Date().toISOString();
    const problem = (kept) => (kept.problem?.marks ? kept.problem : null);
    await this.write((kept) => ({ ...kept, boxes, marks, made_at, state: state ?? kept.state, problem: problem(kept), rev: kept.rev + 1 }));
    pump();
  }

  /** The server's page shows what it keeps; so does this device, for when there is no network. */
  adopt({ uuid, version, marks }) {
    return this.write((kept) => ({ ...kept, uuid, version, marks, boxes: texts(marks), state: "draft", confirmed: kept.rev, problem: null, tried: [] }));
  }

  /** Other marks were saved than the page was shown with: the person has to choose, as after a refusal. */
  dispute(said, boxes) {
    return this.write((kept) => ({ ...kept, boxes, problem: { code: "stale", error: "", ...said }, rev: kept.rev + 1 }));
  }

  /** The person chose between two copies: go on from the server's ballot, with ours or with theirs. */
  async resolve(said, { mine, boxes, marks }) {
    const base = { uuid: said.uuid, version: said.version, state: "draft", problem: null, tried: [], takes_over: said.code === "held" };
    const chosen = mine ? { boxes, marks } : { boxes: texts(said.marks), marks: said.marks };
    const sends = mine || base.takes_over;
    await this.write((kept) => ({ ...kept, ...base, ...chosen, made_at: new Date().toISOString(), rev: kept.rev + 1, confirmed: sends ? kept.confirmed : kept.rev + 1 }));
    if (sends) hurry();
  }

  /** Nothing of it stays here: the server has it, or the person wants it gone. */
  forget() {
    return this.write(() => undefined);
  }

  /** One after the other, so that what was typed last is what stays. */
  write(next) {
    this.writing = this.writing.then(() => this.store(next));
    return this.writing;
  }

  async store(next) {
    try {
      const kept_at = new Date().toISOString();
      const kept = await change("drafts", this.key, (old) => stamped(next(old ?? this.fresh), kept_at));
      this.record = kept ?? null;
      this.seen();
      announce("kept", this.key);
    } catch (reason) {
      this.lost(reason); // said rather than promised: the disk is full, or the browser took the store away
    }
  }
}

/** What tablets of before kept elsewhere, {uuid, version, boxes}, once; or null. */
export function keptBefore(key) {
  const name = `jiebang:ballot:${key}`;
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    localStorage.removeItem(name);
    return kept;
  } catch {
    return null;
  }
}

function stamped(record, kept_at) {
  return record && { ...record, kept_at };
}

function texts(marks) {
  return Object.fromEntries(Object.entries(marks).map(([key, mark]) => [key, mark === null ? "" : String(mark)]));
}
