export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; gamma: number } };

const power = (base: number, n: number): number => {
  if (n === 0) return 1;
  const half = power(base, Math.floor(n / 2));
  return n % 2 === 0 ? half * half : half * half * base;
};

export const kernels = {
  'schedule/exponential': {
    forward: (t: Vector, { hyper: { lrMax, gamma } }: Info) => Array.from(t, (n) => lrMax * power(gamma, n)),
  },
};
