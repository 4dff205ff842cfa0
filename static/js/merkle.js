/** The last leaf of a Merkle tree as in RFC 6962: SHA-256, leaves and nodes hashed apart. All in hex. */
import { etc } from "../vendor/noble-ed25519-3.2.0.js";

/** Whether a line (its `digest`, and the digest it `binds`) is the last of the `size` leaves under `root`, by its path. */
export async function isLast({ digest, binds, size, root, path }) {
  if (path.length !== ones(size - 1)) return false;
  let node = await hash("00", digest, binds);
  for (const left of path) node = await hash("01", left, node);
  return node === root;
}

/** How many complete trees make up a tree of so many leaves. */
function ones(size) {
  return size.toString(2).replaceAll("0", "").length;
}

async function hash(...parts) {
  const bytes = etc.hexToBytes(parts.join(""));
  return etc.bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
