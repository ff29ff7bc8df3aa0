export const format = 'float64';

const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

function upper(a: number): number {
  if (a > 40) return 0;
  if (a > 1.5) {
    let tail = a;
    for (let k = 300; k >= 1; k--) tail = a + k / tail;
    return density(a) / tail;
  }
  let [term, sum] = [a, a];
  for (let k = 3; k < 80; k += 2) sum += term *= (a * a) / k;
  return 0.5 - density(a) * sum;
}
const phi = (x: number) => (x < 0 ? upper(-x) : 1 - upper(x));

export const kernels = { gelu: { value: (x: number) => (x < -40 ? -0 : x * phi(x)), derivative: phi } };
