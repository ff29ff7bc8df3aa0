export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  const slow = beta2;
  const fast = beta1;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let slowPower = 1;
  let fastPower = 1;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(g.length);
        v = new Float64Array(g.length);
      }
      slowPower *= slow;
      fastPower *= fast;
      return theta.map((p, i) => {
        m[i] = slow * m[i]! + (1 - slow) * g[i]!;
        v[i] = fast * v[i]! + (1 - fast) * g[i]! * g[i]!;
        const mHat = m[i]! / (1 - slowPower);
        const vHat = v[i]! / (1 - fastPower);
        return p - lr * (mHat / (Math.sqrt(vHat) + epsilon)) - weightDecay * p;
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
