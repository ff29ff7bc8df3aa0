type Step = (theta: Float64Array, g: Float64Array) => unknown;

/** One way to break a step each; `create({ fault })` takes the place in this table, from 0. */
const steps: Record<string, Step> = {
  fine: (theta) => theta.slice(),
  'throws an Error': () => {
    throw new TypeError('theta is not iterable');
  },
  'throws a string': () => {
    throw 'no luck';
  },
  'returns undefined': () => undefined,
  'returns null': () => null,
  'returns a string': () => '0.5',
  'returns too few': (theta) => theta.slice(1),
  'returns too many': (theta) => [...theta, 0],
  'returns nested arrays': (theta) => Array.from(theta, (value) => [value]),
  'returns strings in an array': (theta) => Array.from(theta, String),
  'returns holes': (theta) => new Array(theta.length),
  'returns a BigInt array': (theta) => new BigInt64Array(theta.length),
  'returns another key': (theta) => ({ parameters: theta.slice() }),
  'never resolves': () => new Promise(() => {}),
  'loops for ever': () => {
    for (;;) Math.random();
  },
  'exits the process': () => process.exit(3),
  rejects: () => Promise.reject(new Error('rejected')),
  resolves: async (theta) => theta.slice(),
  'changes theta in place': (theta, g) => {
    for (let i = 0; i < theta.length; i++) theta[i]! -= g[i]!;
    return theta;
  },
  'changes g in place': (theta, g) => {
    g.fill(0);
    return theta.slice();
  },
  'exhausts the heap': () => {
    const held: number[][] = [];
    for (;;) held.push(new Array(1e6).fill(0.5));
  },
  'throws later': (theta) => {
    setTimeout(() => {
      throw new Error('thrown from a timer');
    }, 0);
    return new Promise((resolve) => setTimeout(() => resolve(theta.slice()), 200));
  },
};

export const faultNames = Object.keys(steps);

export function create({ fault }: { fault: number }) {
  const step = Object.values(steps)[fault]!;
  return { step };
}

export const claims = 'adamw';
