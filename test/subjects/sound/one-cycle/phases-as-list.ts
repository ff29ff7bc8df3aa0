export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = { lrMax: number; divFactor: number; finalDivFactor: number; warmupShare: number; totalSteps: number };

function forward(t: Vector, { hyper }: { hyper: Hyper }) {
  const low = hyper.lrMax / hyper.divFactor;
  const peak = hyper.warmupShare * hyper.totalSteps - 1;
  const phases = [
    { from: 0, to: peak, start: low, end: hyper.lrMax },
    { from: peak, to: hyper.totalSteps - 1, start: hyper.lrMax, end: low / hyper.finalDivFactor },
  ];
  return Array.from(t, (step) => {
    const phase = phases.find(({ to }) => step <= to);
    if (!phase) return phases[1]!.end;
    const span = 2 * (phase.to - phase.from);
    if (span === 0) return phase.end;
    const begun = Math.sin((Math.PI * (step - phase.from)) / span) ** 2;
    const left = Math.sin((Math.PI * (phase.to - step)) / span) ** 2;
    return phase.start * left + phase.end * begun;
  });
}

export const kernels = { 'schedule/one-cycle': { forward } };
