export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

function forward(x: Vector): number[] {
  return Array.from(x, (v) => {
    if (v > 30) return v;
    if (v < -1400) return -0;
    const h = Math.exp(v / 2);
    const more = h * h * h + 2 * h;
    return (v * more * h) / (more * h + 2);
  });
}

/** (omega / delta^2) e^x, as the paper gives it (D. Misra, "Mish", BMVC 2020), e^x in two halves. */
function gradient(x: Vector, cotangent: Vector): number[] {
  return Array.from(x, (v, i) => {
    const c = cotangent[i]!;
    if (v > 30) return c;
    if (v < -1400) return -0;
    const e = Math.exp(v);
    const omega = 4 * (v + 1) + 4 * e * e + e * e * e + e * (4 * v + 6);
    const delta = 2 * e + e * e + 2;
    const h = Math.exp(v / 2);
    return ((c * omega * h) / (delta * delta)) * h;
  });
}

export const kernels = { 'activation/mish': { forward, gradient } };
