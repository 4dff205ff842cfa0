/** The archive: a zip of stored files has one form only here; it is made again from its contents and compared. */
import { ALTERED, TRUNCATED } from "./report.js";

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
// Midnight, the first of January 1980; made on Unix; a plain file that all may read.
const [MIDNIGHT, FIRST, VERSION, UNIX, MODE] = [0, 0x21, 20, 0x300, 0o644 * 0x10000];
const FIXED = 30;
const TABLE = Uint32Array.from({ length: 256 }, (_, at) => remainder(at));

/** An archive's files by name, in order; notes where it is not the form it must have. */
export function unpack(data, report) {
  const [files, directory] = [new Map(), []];
  let offset = 0;
  while (offset + 4 <= data.length && viewOf(data, offset).getUint32(0, true) === LOCAL) {
    const { name, content, isWhole } = member(data, offset);
    const shown = new TextDecoder().decode(name);
    if (!isWhole) {
      report.fault(TRUNCATED, "archive_cut", { name: shown });
      return files;
    }
    const { local, central } = headers(name, content, offset);
    if (!isSame(data.subarray(offset, offset + local.length), local)) report.fault(ALTERED, "archive_header", { name: shown });
    if (files.has(shown)) report.fault(ALTERED, "archive_other");
    files.set(shown, content);
    directory.push(central);
    offset += local.length + content.length;
  }
  checkEnd(data.subarray(offset), endOf(directory, offset), { report, isAny: files.size > 0 });
  report.checked("archive", files.size);
  return files;
}

function checkEnd(tail, expected, { report, isAny }) {
  if (isSame(tail, expected)) return;
  const isCut = isAny && tail.length < expected.length && isSame(tail, expected.subarray(0, tail.length));
  report.fault(isCut ? TRUNCATED : ALTERED, isCut ? "archive_cut_end" : "archive_other");
}

function member(data, offset) {
  if (offset + FIXED > data.length) return { name: new Uint8Array(), content: new Uint8Array(), isWhole: false };
  const view = viewOf(data, offset);
  const [size, length, extra] = [view.getUint32(22, true), view.getUint16(26, true), view.getUint16(28, true)];
  const start = offset + FIXED;
  const content = start + length + extra;
  return { name: data.subarray(start, start + length), content: data.subarray(content, content + size), isWhole: content + size <= data.length };
}

/** The headers that a file must have: beside its content, and in the directory. */
function headers(name, content, offset) {
  const common = [[2, VERSION], [2, 0], [2, 0], [2, MIDNIGHT], [2, FIRST], [4, crcOf(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
  const rest = [[2, 0], [2, 0], [2, 0], [4, MODE], [4, offset]];
  return { local: joined(packed([[4, LOCAL], ...common]), name), central: joined(packed([[4, CENTRAL], [2, UNIX | VERSION], ...common, ...rest]), name) };
}

function endOf(directory, offset) {
  const entries = joined(...directory);
  const [count, size] = [directory.length, entries.length];
  return joined(entries, packed([[4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]]));
}

/** Numbers of two or four bytes, the lowest byte first. */
function packed(numbers) {
  const bytes = numbers.flatMap(([size, value]) => Array.from({ length: size }, (_, at) => (value / 256 ** at) & 0xff));
  return Uint8Array.from(bytes);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

function isSame(one, two) {
  return one.length === two.length && one.every((byte, at) => byte === two[at]);
}

function viewOf(data, offset) {
  return new DataView(data.buffer, data.byteOffset + offset);
}

function crcOf(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function remainder(value) {
  let left = value;
  for (let bit = 0; bit < 8; bit += 1) left = left & 1 ? (left >>> 1) ^ 0xedb88320 : left >>> 1;
  return left >>> 0;
}
