import { FORMATS } from '../../reference/formats/format.ts';
import { largestFinite } from '../../reference/formats/ulp.ts';
import type { Bounds } from '../judge/classify.ts';
import { symbolKey } from '../judge/point.ts';
import { CriterionCache, initialStates, pointSymbols } from './judge-trace.ts';
import type { Model } from './model.ts';
import type { Trace } from './trace.ts';

/**
 * The first step at which the exact value of some state of one element, carried along from the start without any
 * rounding, lies beyond the format of the trace; infinite where none ever does. What the subject shows is not looked at,
 * only what it was given.
 */
export function stepBeyond(trace: Trace, model: Model, element: number): number {
  const { page } = model;
  const { extents } = trace.experiment;
  const cache = new CriterionCache(page);
  const largest = largestFinite(FORMATS[trace.format]);
  let carried: Map<string, Float64Array | Bounds> = initialStates(model, trace);
  for (const observation of trace.observations) {
    const mode = model.modes.get(observation.mode)!;
    const symbols = pointSymbols(page, { ...observation, after: undefined }, carried, trace.format);
    const next = new Map(carried);
    for (const [key, expression] of mode.open) {
      if (page.symbols.get(key)?.role !== 'state') continue;
      const bounds = cache.get(key, expression).exact({ symbols, extents });
      const at = bounds.lower.length === 1 ? 0 : element;
      // An enclosure that is not certainly within the format counts as beyond it.
      if (!(bounds.lower[at]! >= -largest && bounds.upper[at]! <= largest)) return observation.step;
      next.set(key, bounds);
      symbols.set(symbolKey(key, 0), bounds);
    }
    carried = next;
  }
  return Number.POSITIVE_INFINITY;
}
