/** Marks of one ballot on their way to the server: kept here first, sent in order, kept until confirmed. */
import { Offline, backOff, send } from "./wire.js";

const PAUSE = 300;

/**
 * What stands in the boxes is kept by judge and entry, not by ballot: a sheet that the server has never seen is found
 * again too, and goes on under the UUID it began with.
 *
 * `tell(state, detail)` hears "same", "kept", "saved", "waiting", "signedOut" or "refused"; `differ(said)` hears a 409
 * and later calls `resolve(said)`. `boxes()` gives what is typed, {key: text}; `marks()` what of it is to be sent,
 * {key: "17.5" or null}; `settled()` tells whether the marks say all that the boxes do.
 */
export class Keeper {
  constructor(form, { tell, differ, boxes, marks, settled }) {
    const { ballot, version, url, keptAs } = form.dataset;
    Object.assign(this, { form, tell, differ, boxes, marks, settled, url, uuid: ballot, version: Number(version) });
    this.name = `jiebang:ballot:${keptAs}`;
    this.timer = 0;
    this.tries = 0;
    this.sending = null;
    this.dirty = false;
    window.addEventListener("online", () => this.dirty && this.flush());
  }

  /** What was typed here and not confirmed, {uuid, version, boxes} as it began or was last saved; or null. */
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.name));
    } catch {
      return null; // storage forbidden by the browser: the server's copy is then the only one
    }
  }

  /** Something is being typed: keep it here; it is not sent yet. */
  keep() {
    this.tell(this.store() ? "kept" : "waiting"); // not kept here: say so rather than promise it
  }

  /** A mark changed: keep it, then send. */
  changed() {
    this.dirty = true;
    this.tries = 0;
    this.keep();
    this.plan(PAUSE);
  }

  /** What was typed is again what the server confirmed last: nothing is left to be kept. */
  rest() {
    if (this.dirty || this.sending || !this.settled() || !this.kept()) return;
    this.forget();
    this.tell("same");
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

  /** The person chose between two copies: go on from the server's ballot, sending ours or taking theirs. */
  resolve(said, { resend }) {
    this.adopt(said);
    this.dirty = false;
    if (resend) this.changed();
    else this.forget();
  }

  /** Go on with this ballot, at this version. */
  adopt({ uuid, version }) {
    this.url = this.url.replace(this.uuid, uuid);
    Object.assign(this, { uuid, version });
    this.form.elements.version.value = version;
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
    if (ok) return this.confirmed(said);
    if (status >= 500 || status === 429) return this.later();
    this.dirty = true;
    if (status === 409 && said.marks) this.differ(said);
    else if (status === 401) this.tell("signedOut");
    else this.tell("refused", said.error);
    return false;
  }

  confirmed(said) {
    this.adopt(said);
    this.tries = 0;
    if (this.dirty || !this.settled()) this.store();
    else this.forget();
    this.tell("saved", said.saved_at);
    return true;
  }

  later() {
    this.dirty = true;
    this.tell("waiting");
    this.plan(backOff(this.tries++));
    return false;
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  store() {
    const { uuid, version } = this;
    try {
      localStorage.setItem(this.name, JSON.stringify({ uuid, version, boxes: this.boxes() }));
      return true;
    } catch {
      return false;
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
