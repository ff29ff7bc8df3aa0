// An AdamW with a mistake in it: read it first, then let Assay find it.
// Run it from the root of the project:
//   npx assay run ./examples/wrong-adamw.ts

export const claims = 'adamw';
export const format = 'float64';

interface Options {
  lr: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

/** AdamW with decoupled weight decay. Keeps two moments for each parameter. */
class AdamW {
  private readonly options: Options;
  private m = new Float64Array(0);
  private v = new Float64Array(0);
  private steps = 0;

  constructor(options: Options) {
    this.options = { ...options };
  }

  step(theta: Float64Array, gradient: Float64Array): Float64Array {
    const { lr, beta1, beta2, epsilon, weightDecay } = this.options;
    if (this.m.length === 0) {
      this.m = new Float64Array(theta.length);
      this.v = new Float64Array(theta.length);
    }
    this.steps += 1;

    // Bias corrections are the same for all parameters of a step.
    const correction1 = 1 - beta1 ** this.steps;
    const correction2 = 1 - beta2 ** this.steps;

    const next = new Float64Array(theta.length);
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i]!;
      this.m[i] = beta1 * this.m[i]! + (1 - beta1) * g;
      this.v[i] = beta2 * this.v[i]! + (1 - beta2) * g * g;

      const mHat = this.m[i]! / correction1;
      const vHat = this.v[i]! / correction2;

      // Scale the step by the root mean square of the gradient; epsilon guards the division.
      const scaled = mHat / Math.sqrt(vHat + epsilon);

      // Decoupled decay: taken from the weight itself, not from the gradient.
      next[i] = theta[i]! - lr * scaled - lr * weightDecay * theta[i]!;
    }
    return next;
  }

  state() {
    return { m: this.m.slice(), v: this.v.slice() };
  }

  set(changed: Partial<Options>) {
    Object.assign(this.options, changed);
  }
}

export const create = (options: Options) => new AdamW(options);
