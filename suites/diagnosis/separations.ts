import type { FormatName } from '../../adapters/contract.ts';
import type { Page } from '../../spec/language/page.ts';
import { optimizerExperiments } from '../generate/optimizer-experiments.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { disagreement } from '../judge/disagreement.ts';
import { buildModel, equalModels } from '../stateful/model.ts';
import { modelKernel } from '../stateful/model-kernel.ts';
import { runExperiment, type Trace } from '../stateful/trace.ts';
import { Diagnostician } from './diagnose.ts';

/** Two hypotheses of a page that its fixed experiments do not tell apart; the page itself is the empty name. */
export interface InseparablePair {
  readonly a: string;
  readonly b: string;
  /** Why, in a sentence without its full stop. */
  readonly why: string;
}

/** What became of one patch that was computed as if it were a subject. */
export interface Separation {
  readonly patch: string;
  readonly inseparable: readonly InseparablePair[];
  /** Set where its own page does not recognise it: most of its answers are no numbers. */
  readonly unrecognised?: string;
}

/** The changes of a page that are told apart: its accepted variants and known mistakes. */
export const separablePatches = (page: Page): string[] =>
  [...page.patches.values()].filter(({ kind }) => kind === 'variant' || kind === 'mistake').map(({ id }) => id);

const tracesOf = async (page: Page, patches: readonly string[], format: FormatName): Promise<Trace[]> => {
  const kernel = modelKernel(buildModel(page, patches));
  const traces: Trace[] = [];
  for (const experiment of optimizerExperiments(page, format))
    traces.push(await runExperiment(page, kernel, experiment, format));
  return traces;
};

/**
 * Compute one patch of a page in the format, and see which other hypotheses of one patch, or the page itself, reproduce
 * every case of the fixed experiments.
 */
export async function separationOf(page: Page, patch: string, format: FormatName): Promise<Separation> {
  const arithmetic: Arithmetic = { format, scalarFormat: format === 'float64' ? 'float64' : 'float32', flushes: false };
  const traces = await tracesOf(page, [patch], format);
  const { kind, hypotheses } = new Diagnostician(page, traces, arithmetic).diagnose(1);
  const others = kind === 'conforms' ? [''] : hypotheses.map(({ patches }) => patches.join(' + '));
  const listed = new Set(separablePatches(page));
  const inseparable: InseparablePair[] = [];
  for (const other of others) {
    if (other === patch || (other !== '' && !listed.has(other))) continue;
    inseparable.push({ a: patch, b: other, why: await reason(page, patch, other, traces, format) });
  }
  if (kind === 'conforms' || others.includes(patch)) return { patch, inseparable };
  return {
    patch,
    inseparable,
    unrecognised: 'in too many cases it has no value, or what is stored of it after an overflow says too little',
  };
}

async function reason(
  page: Page,
  patch: string,
  other: string,
  traces: readonly Trace[],
  format: FormatName,
): Promise<string> {
  const names = other === '' ? [] : [other];
  if (equalModels(buildModel(page, [patch]), buildModel(page, names))) return 'the same mathematics';
  const others = await tracesOf(page, names, format);
  let farthest = 0;
  for (const [e, trace] of traces.entries()) {
    for (const [t, observation] of trace.observations.entries()) {
      for (const [key, values] of [...observation.outputs, ...(observation.after ?? [])]) {
        const its = others[e]!.observations[t]!;
        const second = its.outputs.get(key) ?? its.after?.get(key) ?? values;
        const defined = (x: Float64Array, y: Float64Array) => x.map((value, i) => (Number.isNaN(y[i]!) ? 0 : value));
        const found = disagreement(defined(values, second), defined(second, values), format);
        if (found) farthest = Math.max(farthest, Number.parseFloat(found.spread) || Number.POSITIVE_INFINITY);
      }
    }
  }
  if (farthest === 0) return 'equal wherever both have a value in these experiments';
  // Cases so far apart that did not separate the two are cases in which one of them has no real value.
  if (farthest > 2 ** 10)
    return 'they differ only where one of them has no value (a division by zero, a root of a negative number)';
  return `at most ${Number(farthest.toPrecision(2))} ulp apart in ${format}, which rounding excuses`;
}
