/** Marks of one ballot on their way to the server: kept here first, sent in order, kept until confirmed. */
import { Offline, backOff, send } from "./wire.js";

const PAUSE = 300;

/**
 * `tell(state, time)` hears "kept", "saved", "waiting" or "refused"; `differ(said)` hears a 409 and later calls
 * `resolve(version)`; `marks()` gives {key: "17.5" or null} as the sheet stands.
 */
export class Keeper {
  constructor(form, { tell, differ, marks }) {
    Object.assign(this, { tell, differ, marks, url: form.dataset.url, version: Number(form.dataset.version) });
    this.name = `jiebang:ballot:${form.dataset.ballot}`;
    this.field = form.elements.version;
    this.timer = 0;
    this.tries = 0;
    this.sending = null;
    this.dirty = false;
    window.addEventListener("online", () => this.dirty && this.flush());
  }

  /** Marks kept here that the server has not confirmed, with the version they were made on; or null. */
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.name));
    } catch {
      return null; // storage forbidden by the browser: the server's copy is then the only one
    }
  }

  /** A mark changed: keep it, then send. */
  changed() {
    this.dirty = true;
    this.tries = 0;
    this.store();
    this.plan(PAUSE);
  }

  /** Send what is not yet confirmed; true when the server has everything. */
  async flush() {
    clearTimeout(this.timer);
    while (this.dirty || this.sending) {
      this.sending ??= this.put().finally(() => { this.sending = null; });
      if (!(await this.sending)) return false;
    }
    return true;
  }

  /** The person chose between two copies: go on from the server's version, sending ours or taking theirs. */
  resolve(version, { resend }) {
    this.settle(version);
    this.dirty = resend;
    if (resend) this.changed();
    else this.forget();
  }

  async put() {
    this.dirty = false;
    let answer;
    try {
      answer = await send(this.url, { method: "PUT", json: { version: this.version, marks: this.marks() } });
    } catch (reason) {
      if (!(reason instanceof Offline)) throw reason;
      return this.later();
    }
    return this.heard(answer);
  }

  heard({ ok, status, said }) {
    if (ok) {
      this.settle(said.version);
      this.tries = 0;
      if (!this.dirty) this.forget();
      this.tell("saved", said.saved_at);
      return true;
    }
    if (status >= 500 || status === 429) return this.later();
    this.dirty = true;
    if (status === 409 && said.marks) this.differ(said);
    else this.tell("refused", said.error);
    return false;
  }

  later() {
    this.dirty = true;
    this.tell("waiting");
    this.plan(backOff(this.tries++));
    return false;
  }

  settle(version) {
    this.version = version;
    this.field.value = version;
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  store() {
    try {
      localStorage.setItem(this.name, JSON.stringify({ version: this.version, marks: this.marks() }));
      this.tell("kept");
    } catch {
      this.tell("waiting"); // not kept here: say so rather than promise it
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // nothing was kept where storage is forbidden
    }
  }
}
