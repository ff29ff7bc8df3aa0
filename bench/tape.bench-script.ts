import { Bench } from 'tinybench';
import { compileTape } from '../reference/float64/tape.ts';
import { add, call, div, type Expression, integer, literal, mul, neg, symbol } from '../spec/language/expression.ts';
import { HALF } from '../spec/language/rational.ts';

/** Enclosures per second of the float64 tier: `npx tsx bench/tape.bench-script.ts`. */
const LANES = 65_536;

const x = symbol('x');
const forms: Readonly<Record<string, Expression>> = {
  sigmoid: div(integer(1), add(integer(1), call('exp', neg(x)))),
  tanh: call('tanh', x),
  gelu: mul(mul(x, literal(HALF)), call('erfc', div(neg(x), call('sqrt', integer(2))))),
};

// Low-discrepancy points of [-10, 10]: no branch is predictable from its neighbours.
const points = Float64Array.from({ length: LANES }, (_, i) => ((i * 0.6180339887498949) % 1) * 20 - 10);
const symbols = new Map([['x@0', { lower: points, upper: points }]]);
const extents = new Map([['lane', LANES]]);
const widening = { relative: () => 2 ** -22, literal: () => 0, underflow: 2 ** -149, sumTerm: () => 0 };

const bench = new Bench({ time: 1000 });
for (const [name, form] of Object.entries(forms)) {
  const tape = compileTape([form], { indicesOf: () => ['lane'] });
  bench.add(name, () => void tape.run({ symbols, extents }));
  bench.add(`${name}, widened`, () => void tape.run({ symbols, extents, widening }));
}
await bench.run();
for (const { name, result } of bench.tasks) {
  if ('latency' in result) console.log(`${name}: ${((LANES / result.latency.p50) * 1e-3).toFixed(1)} million values/s`);
}
