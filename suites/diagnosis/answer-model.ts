import type { Page } from '../../spec/language/page.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { buildModel, type Model } from '../stateful/model.ts';
import type { Trace } from '../stateful/trace.ts';
import { Diagnostician } from './diagnose.ts';

/** What a subject was found to compute: a model of the page under patches. */
export interface AnswerModel {
  readonly model: Model;
  /** The page itself, or an accepted variant of it. */
  readonly accepted: boolean;
}

/** Accepted variants that one subject may combine. */
const LARGEST_ACCEPTED = 2;

/**
 * The page, or the page under the one patch that explains the traces, or under a set of accepted variants; undefined
 * where nothing does.
 */
export function answerModel(page: Page, traces: readonly Trace[], arithmetic: Arithmetic): AnswerModel | undefined {
  const { kind, hypotheses } = new Diagnostician(page, traces, arithmetic).diagnose(1, LARGEST_ACCEPTED);
  if (kind === 'conforms') return { model: buildModel(page, []), accepted: true };
  const [first] = hypotheses;
  return first && { model: buildModel(page, first.patches), accepted: hypotheses.every(({ accepted }) => accepted) };
}
