/** Marks and totals in whole hundredths: the same arithmetic as the server, no binary fractions. */

const SHAPE = /^(\d{1,4})(?:\.(\d{1,2}))?$/;

/** Hundredths of "17.5" (1750n); null when the text is no plain number of at most two places. */
export function hundredths(text) {
  const match = SHAPE.exec(text.trim().normalize("NFKC"));
  return match ? BigInt(match[1]) * 100n + BigInt((match[2] ?? "").padEnd(2, "0")) : null;
}

/** "17.5" of 1750n, with at least `places` decimals and none that are needless. */
export function written(value, places = 1) {
  const whole = value / 100n;
  let fraction = String(value % 100n).padStart(2, "0");
  while (fraction.length > places && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  return fraction ? `${whole}.${fraction}` : String(whole);
}

/** Whether a mark stands on the criterion's line: between 0 and its top, in whole steps. */
export function allowed(mark, { max, step }) {
  return mark >= 0n && mark <= max && mark % step === 0n;
}

/** The next mark up (+1n) or down (-1n), kept on the line. */
export function stepped(mark, direction, { max, step }) {
  const next = mark + direction * step;
  if (next < 0n) return 0n;
  return next > max ? max - (max % step) : next;
}

/** The weighted sum of marks, added exactly as a fraction and rounded half up once, in hundredths. */
export function total(lines) {
  let top = 0n;
  let under = 1n;
  for (const { mark, weight, max } of lines) {
    top = top * max + mark * weight * under;
    under *= max;
  }
  return (2n * top + under) / (2n * under);
}
