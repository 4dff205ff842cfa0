/**
 * What this device keeps, in IndexedDB: `drafts` are marks by judge and entry, `receipts` what was received of them (no mark
 * in it), `device` the rest. A change is kept once its transaction is complete, and complete means on the disk.
 */

const NAME = "jiebang";
const KINDS = ["drafts", "receipts", "device"];
// Where the browser keeps nothing, the page still works as long as it is open; it then says so and promises nothing.
const memory = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
let opening = null;
let isShut = false;

/** Whether what is kept outlives this page; known once anything was asked for. */
export async function isLasting() {
  return Boolean(await database());
}

export async function get(kind, key) {
  const db = await database();
  return db ? answer(db.transaction(kind).objectStore(kind).get(key)) : memory[kind].get(key);
}

export async function all(kind) {
  const db = await database();
  return db ? answer(db.transaction(kind).objectStore(kind).getAll()) : [...memory[kind].values()];
}

export function put(kind, key, value) {
  return change(kind, key, () => value);
}

export function remove(kind, key) {
  return change(kind, key, () => undefined);
}

/** Give what is kept under a key its next value, in one step; undefined takes it away. Resolves once it is on the disk. */
export async function change(kind, key, next) {
  const db = await database();
  if (!db) return changeMemory(kind, key, next);
  return new Promise((resolve, reject) => {
    const step = db.transaction(kind, "readwrite", { durability: "strict" });
    const store = step.objectStore(kind);
    let value;
    store.get(key).onsuccess = (event) => {
      value = next(event.target.result);
      if (value !== undefined) store.put(value, key);
      else if (event.target.result !== undefined) store.delete(key);
    };
    step.oncomplete = () => resolve(value);
    step.onerror = () => reject(step.error);
    step.onabort = () => reject(step.error ?? new Error("not kept"));
  });
}

/** The pages kept for a dead network; one place opens them, so that nothing makes them anew once the device is emptied. */
export async function keptPages() {
  await database();
  return caches.open("jiebang-day");
}

/** The person leaves and the device is being emptied: whatever still runs on this page waits for ever, and writes nothing. */
export function shut() {
  isShut = true;
}

function changeMemory(kind, key, next) {
  const value = next(memory[kind].get(key));
  if (value === undefined) memory[kind].delete(key);
  else memory[kind].set(key, value);
  return value;
}

function database() {
  if (isShut) return new Promise(() => {});
  opening ??= open().catch(() => null);
  return opening;
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => KINDS.forEach((kind) => request.result.createObjectStore(kind));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close();
      db.onclose = () => { opening = null; };
      resolve(db);
    };
  });
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
