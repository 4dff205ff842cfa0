/** Exact numbers: fractions of whole numbers of any size. */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

export class Fraction {
  constructor(above, below = 1n) {
    const [sign, common] = [below < 0n ? -1n : 1n, divisor(above, below)];
    this.above = (sign * above) / common;
    this.below = (sign * below) / common;
  }

  /** Of a decimal number as text, or of a whole number. Throws where it is none. */
  static of(value) {
    if (typeof value === "number" && Number.isSafeInteger(value)) return new Fraction(BigInt(value));
    const [, sign, whole, rest = ""] = DECIMAL.exec(value) ?? [];
    if (typeof value !== "string" || whole === undefined) throw new TypeError("no number");
    return new Fraction(BigInt(`${sign}${whole}${rest}`), 10n ** BigInt(rest.length));
  }

  plus({ above, below }) {
    return new Fraction(this.above * below + above * this.below, this.below * below);
  }

  times({ above, below }) {
    return new Fraction(this.above * above, this.below * below);
  }

  over({ above, below }) {
    if (above === 0n) throw new RangeError("nothing to divide by");
    return new Fraction(this.above * below, this.below * above);
  }

  /** -1, 0 or 1, as in a sort. */
  compare({ above, below }) {
    const [one, two] = [this.above * below, above * this.below];
    return one < two ? -1 : Number(one > two);
  }

  get isZero() {
    return this.above === 0n;
  }

  /** Rounded half up (四舍五入) to so many decimals; nothing here is below zero. */
  rounded(decimals) {
    const units = 10n ** BigInt(decimals);
    return new Fraction((2n * this.above * units + this.below) / (2n * this.below), units);
  }

  /** A rounded number with its decimals. */
  text(decimals) {
    const units = 10n ** BigInt(decimals);
    const whole = (this.above * units) / this.below;
    return decimals ? `${whole / units}.${String(whole % units).padStart(decimals, "0")}` : String(whole);
  }
}

export const ZERO = new Fraction(0n);

export function sum(values) {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

function divisor(one, two) {
  let [a, b] = [one < 0n ? -one : one, two < 0n ? -two : two];
  while (b) [a, b] = [b, a % b];
  return a || 1n;
}
