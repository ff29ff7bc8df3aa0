// Batch normalisation over samples and positions, with running statistics (S. Ioffe and C. Szegedy, ICML 2015).
// Run it from the root of the project:
//   npx assay run ./examples/my-batchnorm.ts

export const claims = 'batchnorm';
export const format = 'float64';

interface Hyperparameters {
  momentum: number;
  epsilon: number;
}

interface Info {
  /** One shape for each argument of `step`; the first is [samples, channels, positions]. */
  shapes: readonly (readonly number[])[];
}

interface State {
  runningMean: ArrayLike<number>;
  runningVariance: ArrayLike<number>;
}

export function create({ momentum, epsilon }: Hyperparameters) {
  let training = true;
  let runningMean = new Float64Array(0);
  let runningVariance = new Float64Array(0);

  return {
    step(x: Float64Array, gamma: Float64Array, beta: Float64Array, { shapes }: Info): Float64Array {
      const [samples, channels, positions] = shapes[0] as [number, number, number];
      if (runningMean.length === 0) {
        runningMean = new Float64Array(channels);
        runningVariance = new Float64Array(channels).fill(1);
      }
      const y = new Float64Array(x.length);

      for (let c = 0; c < channels; c++) {
        const indices: number[] = [];
        for (let n = 0; n < samples; n++) {
          for (let s = 0; s < positions; s++) indices.push((n * channels + c) * positions + s);
        }

        let mean = runningMean[c]!;
        let variance = runningVariance[c]!;
        if (training) {
          const count = indices.length;
          mean = indices.reduce((sum, i) => sum + x[i]!, 0) / count;
          const squares = indices.reduce((sum, i) => sum + (x[i]! - mean) ** 2, 0);
          // The batch is normalised with its own variance; the estimate kept for inference is the unbiased one.
          variance = squares / count;
          runningMean[c] = (1 - momentum) * runningMean[c]! + momentum * mean;
          runningVariance[c] = (1 - momentum) * runningVariance[c]! + momentum * (squares / (count - 1));
        }

        const deviation = Math.sqrt(variance + epsilon);
        for (const i of indices) y[i] = gamma[c]! * ((x[i]! - mean) / deviation) + beta[c]!;
      }
      return y;
    },

    mode(name: string) {
      training = name === 'training';
    },
    state: () => ({ runningMean: runningMean.slice(), runningVariance: runningVariance.slice() }),
    load(state: State) {
      runningMean = Float64Array.from(state.runningMean);
      runningVariance = Float64Array.from(state.runningVariance);
    },
  };
}
