export const claims = 'one-cycle';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; divFactor: number; finalDivFactor: number; warmupShare: number; totalSteps: number };

/** From `start` to `end` along half a cosine wave, `left` of it being still to come. */
function along(start: number, end: number, left: number): number {
  const s = Math.sin((Math.PI / 2) * left);
  return end + (start - end) * s * s;
}

function rate(t: number, { lrMax, divFactor, finalDivFactor, warmupShare, totalSteps }: Hyper): number {
  const initial = lrMax / divFactor;
  const peak = warmupShare * totalSteps - 1;
  const last = totalSteps - 1;
  if (t >= last) return initial / finalDivFactor;
  if (t <= peak) {
    // Upwards the share that is done gives the height above the start.
    return along(lrMax, initial, t / peak);
  }
  return along(lrMax, initial / finalDivFactor, (last - t) / (last - peak));
}

export const kernels = { 'one-cycle': rate };
