/** Hashes and signatures, also where a page came without https and the browser lends none. */
import { etc, hashes, verify } from "../../vendor/noble-ed25519-3.2.0.js";
import { sha256, sha512 } from "../../vendor/noble-hashes-2.4.0/sha2.js";

hashes.sha512 = sha512;
const HEX = /^(?:[0-9a-f]{2})*$/;

export const hexOf = etc.bytesToHex;

/** The bytes that hex in small letters stands for, the one way they are written. */
export function bytesOf(text, size) {
  if (typeof text !== "string" || text.length !== 2 * size || !HEX.test(text)) throw new TypeError("no hash");
  return etc.hexToBytes(text);
}

export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** SHA-256 of bytes, in bytes. */
export function hash(...parts) {
  return sha256(etc.concatBytes(...parts));
}

/** SHA-256 of bytes, in hex. */
export function digest(data) {
  return hexOf(sha256(data));
}

/** Whether the signature of the message is one of this public key (RFC 8032). */
export function isSignedBy(public_, message, signature) {
  try {
    return verify(signature, message, public_, { zip215: false });
  } catch {
    return false;
  }
}
