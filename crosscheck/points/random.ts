/** A stream of random numbers that a seed and a name fix, so that any chunk of points can be made again alone. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, name: string) {
    // FNV-1a over the name, 32 bits: enough to keep streams of different names apart.
    let hash = 0x811c9dc5;
    for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
    this.#a = seed | 0;
    this.#b = hash | 0;
    this.#c = Math.imul(seed ^ hash, 0x9e3779b1);
    for (let i = 0; i < 15; i++) this.bits();
  }

  /** 32 random bits, by sfc32 (C. Doty-Humphrey, PractRand): a small, fast, well tested generator. */
  bits(): number {
    const result = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result;
    this.#c |= 0;
    return result >>> 0;
  }

  /** In [0, 1), a multiple of 2^-53. */
  unit(): number {
    return ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) * 2 ** -53;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  choose<T>(options: readonly T[]): T {
    return options[this.integer(0, options.length - 1)]!;
  }

  sign(): -1 | 1 {
    return this.bits() & 1 ? 1 : -1;
  }
}
