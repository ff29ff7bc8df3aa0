export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'weightDecay', number>;

const EPS = 1e-8;

export function create({ lr, beta1, beta2, weightDecay }: Hyper) {
  let m: number[] | undefined;
  let v: number[] | undefined;
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      const m1 = (m ??= new Array<number>(g.length).fill(0));
      const v1 = (v ??= new Array<number>(g.length).fill(0));
      t++;
      return Array.from(theta, (p, i) => {
        m1[i] = beta1 * m1[i]! + (1 - beta1) * g[i]!;
        v1[i] = beta2 * v1[i]! + (1 - beta2) * g[i]! * g[i]!;
        const mHat = m1[i]! / (1 - beta1 ** t);
        const vHat = v1[i]! / (1 - beta2 ** t);
        return p - lr * (mHat / (Math.sqrt(vHat) + EPS)) - lr * weightDecay * p;
      });
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [] }),
  };
}
