export const claims = 'adamw';
export const format = ['float32', 'float64'];

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

// Keeps its moments to itself: there is no way to read them back.
export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper, { format }: { format: string }) {
  const Buffer = format === 'float32' ? Float32Array : Float64Array;
  let first: Float32Array | Float64Array | undefined;
  let second: Float32Array | Float64Array | undefined;
  let power = 1;

  return {
    step(theta: Float32Array | Float64Array, grad: Float32Array | Float64Array) {
      const n = theta.length;
      const a = (first ??= new Buffer(n));
      const b = (second ??= new Buffer(n));
      power *= beta1;
      const rate = lr / (1 - power);
      const result = new Buffer(n);
      for (let i = 0; i < n; i++) {
        a[i] = a[i]! + (1 - beta1) * (grad[i]! - a[i]!);
        b[i] = b[i]! + (1 - beta2) * (grad[i]! * grad[i]! - b[i]!);
        result[i] = theta[i]! * (1 - lr * weightDecay) - (rate * a[i]!) / (Math.sqrt(b[i]!) + epsilon);
      }
      return result;
    },
  };
}
