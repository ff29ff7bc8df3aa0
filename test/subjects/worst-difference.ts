// biome-ignore lint/suspicious/noExplicitAny: subjects are modules of any shape, called as a user's module is
export type Anything = any;

/** Collects the largest difference from the plain formula, relative to a scale; NaN counts as infinite. */
export class Worst {
  value = 0;
  add(got: ArrayLike<number>, expected: readonly number[], scale: (i: number) => number): void {
    if (got.length !== expected.length) this.value = Infinity;
    expected.forEach((want, i) => {
      const difference = Math.abs(got[i]! - want) / scale(i);
      this.value = Math.max(this.value, Number.isNaN(difference) ? Infinity : difference);
    });
  }
}

/** A result under its key, or bare where there is only one. */
export const output = (result: Anything, key: string): ArrayLike<number> => result[key] ?? result;

export const kernelOf = (subject: Anything, page: string) =>
  subject.kernels[page] ?? subject.kernels[page.split('/')[1]!];
