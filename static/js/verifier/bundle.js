/** The rows of a bundle, by file, and the manifest that lists them. */
import { canonical, canonicalBytes, parsed } from "./canonical.js";
import { bytesOf, digest, isSignedBy } from "./hashing.js";
import { ALTERED, INCOMPLETE } from "./report.js";

export const FORMAT = "jiebang-bundle/1";
const [MANIFEST, SIGNATURE, LINE_END] = ["manifest.json", "manifest.sig", 10];
const FILES = [
  ..."README.txt contest.json rules.jsonl entries.jsonl judges.jsonl assignments.jsonl recusals.jsonl absences.jsonl ballots.jsonl".split(" "),
  ..."amendments.jsonl ties.jsonl editions.jsonl awards.json ledger.jsonl heads.jsonl proofs.jsonl opened.jsonl".split(" "),
];

export class Bundle {
  constructor(files, report) {
    this.files = files;
    this.report = report;
    this.manifest = this.object(MANIFEST);
    this.contest = this.object("contest.json");
    this.awards = this.object("awards.json");
    this.rows = Object.fromEntries(FILES.filter((name) => name.endsWith(".jsonl")).map((name) => [name.slice(0, -6), this.lines(name)]));
    this.chain = `contest:${this.contest.id}`;
    this.keys = this.manifest.keys ?? {};
    report.checked("form", 3 + Object.values(this.rows).reduce((count, rows) => count + rows.length, 0));
  }

  object(name) {
    const data = this.files.get(name);
    return data ? this.read(name, data, 1) : {};
  }

  lines(name) {
    const data = this.files.get(name) ?? new Uint8Array();
    const rows = [];
    for (let [start, line] = [0, 1]; start < data.length; line += 1) {
      const end = data.indexOf(LINE_END, start);
      if (end < 0) {
        this.report.fault(ALTERED, "not_canonical", { name, line });
        break;
      }
      rows.push(this.read(name, data.subarray(start, end), line));
      start = end + 1;
    }
    return rows;
  }

  /** The object that JSON says, empty where it says none; notes where it is not the one way to write it. */
  read(name, data, line) {
    const { value, isCanonical } = parsed(data);
    if (!isCanonical) this.report.fault(ALTERED, "not_canonical", { name, line });
    return value ?? {};
  }
}

/** "" where a signed object verifies, else the name of the words for what is wrong. */
function signatureFault({ signature, ...content }, keys) {
  if (!Object.hasOwn(keys, content.key)) return "unknown_key";
  const public_ = bytesOf(keys[content.key], 32);
  if (digest(public_).slice(0, 16) !== content.key) return "key_name";
  return isSignedBy(public_, canonicalBytes(content), bytesOf(signature, 64)) ? "" : "signature";
}

/** Compare the files with the manifest's digests, and the manifest with its signature. */
export function checkManifest(bundle) {
  const { report, files, manifest } = bundle;
  const listed = manifest.files ?? {};
  const expected = [...FILES, MANIFEST, SIGNATURE];
  const present = expected.filter((name) => files.has(name));
  for (const name of expected) if (!files.has(name)) report.fault(INCOMPLETE, "file_missing", { name });
  if ([...files.keys()].join() !== present.join()) report.fault(ALTERED, "file_order");
  for (const name of FILES) if (files.has(name) && listed[name] !== digest(files.get(name))) report.fault(ALTERED, "file_digest", { name });
  report.checked("files", files.size);
  if (manifest.format !== FORMAT) report.fault(ALTERED, "format", { found: String(manifest.format) });
  if (Object.keys(listed).sort().join() !== [...FILES].sort().join() || manifest.contest !== bundle.contest.id) report.fault(ALTERED, "manifest_names");
  if (manifest.made_at !== manifest.head?.at) report.fault(ALTERED, "manifest_time");
  if (files.has(SIGNATURE)) checkSigned(bundle);
}

function checkSigned(bundle) {
  const { report, files, keys, manifest } = bundle;
  const { value: signed, isCanonical } = parsed(files.get(SIGNATURE));
  if (!isCanonical || canonical(Object.keys(signed).sort()) !== canonical(["key", "manifest", "signature"])) report.fault(ALTERED, "not_canonical", { name: SIGNATURE, line: 1 });
  if (signed.manifest !== digest(files.get(MANIFEST) ?? new Uint8Array())) report.fault(ALTERED, "file_digest", { name: MANIFEST });
  for (const [what, content] of [[SIGNATURE, signed], [MANIFEST, manifest.head]]) {
    if (!Object.hasOwn(keys, content.key)) report.fault(ALTERED, "unknown_key", { what, key: content.key });
    checkSignature(content, bundle, what);
  }
  report.checked("signatures", 1);
}

/** Check a signature; whose key the manifest does not have, an earlier key signed. */
export function checkSignature(signed, { report, keys }, what) {
  const words = signatureFault(signed, keys);
  if (words === "unknown_key") report.cannot("other_key", { key: signed.key });
  else if (words) report.fault(ALTERED, words, { what, key: signed.key });
}
