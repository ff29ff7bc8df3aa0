import { distinctNodes, type Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { CriterionCache, type JudgedOutput, judgeTrace } from './judge-trace.ts';
import type { Model } from './model.ts';
import { type Observation, stateKeys, type Trace } from './trace.ts';

/** What a subject that was saved and restored goes on with. */
export type Restoration =
  | { readonly kind: 'whole' }
  /** The step number was not saved, and a new instance counts from 1. */
  | { readonly kind: 'counts-anew' }
  | { readonly kind: 'counts-off'; readonly by: number }
  | { readonly kind: 'lost'; readonly slots: readonly string[] }
  | { readonly kind: 'other' };

const isRestored = (observation: Observation): boolean => observation.interruption?.includes('restored') === true;

/** Does the trace conform to the model at every step? */
export function conformsTo(trace: Trace, model: Model, arithmetic: Arithmetic, cache: CriterionCache): boolean {
  return firstFailure(trace, model, arithmetic, cache) === undefined;
}

export function firstFailure(
  trace: Trace,
  model: Model,
  arithmetic: Arithmetic,
  cache: CriterionCache,
): JudgedOutput | undefined {
  for (const judged of judgeTrace(trace, model, arithmetic, cache)) {
    if (judged.judgement.classes.some(isFailure)) return judged;
  }
  return undefined;
}

/** The trace as it would be judged if the subject had gone on with another step number, or without some slots. */
function imagined(trace: Trace, page: Page, shift: number, lost: readonly string[]): Trace {
  let first = true;
  const observations = trace.observations.map((observation) => {
    if (!isRestored(observation)) return observation;
    const loaded = first && lost.length > 0 ? initialValues(page, lost, observation) : observation.loaded;
    first = false;
    return { ...observation, step: observation.step + shift, loaded };
  });
  return { ...trace, observations };
}

function initialValues(page: Page, keys: readonly string[], { after }: Observation): Map<string, Float64Array> {
  return new Map(
    keys.map((key) => {
      const { initial } = page.symbols.get(key)!;
      const value = initial ? Number(initial.num) / Number(initial.den) : 0;
      return [key, new Float64Array(after?.get(key)?.length ?? 1).fill(value)];
    }),
  );
}

/**
 * How a subject goes on after its state was saved and loaded into a new instance. Judged against `model`, which must be
 * what the subject computes when it is left alone.
 *
 * @returns undefined where it cannot be restored: the trace then holds no step after it
 */
export function restorationOf(trace: Trace, model: Model, arithmetic: Arithmetic): Restoration | undefined {
  const { page } = model;
  const before = trace.observations.findIndex(isRestored);
  if (before < 0) return undefined;
  const cache = new CriterionCache(page);
  const fits = (shift: number, lost: readonly string[] = []): boolean =>
    conformsTo(imagined(trace, page, shift, lost), model, arithmetic, cache);
  if (fits(0)) return { kind: 'whole' };
  const timed = [...page.symbols.values()].some(({ role }) => role === 'time');
  if (timed && fits(-before)) return trace.savesTime ? { kind: 'counts-off', by: -before } : { kind: 'counts-anew' };
  const offsets = timed ? [1, -1, 2, before, 1 - before, -1 - before].filter((by) => before + by >= 0) : [];
  const by = offsets.find((offset) => fits(offset));
  if (by !== undefined) return { kind: 'counts-off', by };
  const keys = stateKeys(page);
  const sets = [...keys.map((key) => [key]), ...(keys.length > 1 ? [keys] : [])];
  const slots = sets.find((lost) => fits(0, lost) || (timed && fits(-before, lost)));
  if (slots) return { kind: 'lost', slots };
  // A case on the first step may stand for an initial value. Whether a subject that counts anew takes it again or keeps
  // what it was given is not told by the page, so nothing is said about such a model.
  return timed && hasTimedCases(model) ? undefined : { kind: 'other' };
}

function hasTimedCases({ page, modes }: Model): boolean {
  const isTime = (node: Expression): boolean => node.kind === 'symbol' && page.symbols.get(node.key)?.role === 'time';
  const all = [...modes.values()].flatMap(({ open }) => distinctNodes(...open.values()));
  return all.some(({ kind }) => kind === 'select') && all.some(isTime);
}

const steps = (n: number): string => (n === 1 ? 'a step' : `${n} steps`);

/** The sentence for a restoration that is a fault; undefined for one that is none. */
export function saysRestoration(restoration: Restoration): string | undefined {
  switch (restoration.kind) {
    case 'whole':
    case 'counts-anew':
      return undefined;
    case 'counts-off':
      return `right until the state is restored: it counts ${steps(Math.abs(restoration.by))} ${restoration.by > 0 ? 'more' : 'fewer'} after that`;
    case 'lost':
      return `right until the state is restored: ${restoration.slots.join(' and ')} ${restoration.slots.length === 1 ? 'starts' : 'start'} anew after that`;
    case 'other':
      return 'right until the state is restored';
  }
}
