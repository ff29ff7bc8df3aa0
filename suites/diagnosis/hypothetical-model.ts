import { distinctNodes, type Expression } from '../../spec/language/expression.ts';
import { EquationCycle } from '../../spec/language/inline.ts';
import type { Page } from '../../spec/language/page.ts';
import { ROUNDED, UNINFORMATIVE } from '../judge/accuracy-class.ts';
import type { JudgedOutput } from '../stateful/judge-trace.ts';
import { buildModel, type Model } from '../stateful/model.ts';
import type { Hypothesis } from './hypotheses.ts';

/**
 * The states that an equation rests on by way of earlier steps without anybody seeing them: what changes in one of
 * those changes this one, though its own formula stays.
 */
export function hiddenBehind(open: ReadonlyMap<string, Expression>, key: string, shown: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const visit = (from: string): void => {
    const expression = open.get(from);
    for (const node of expression ? distinctNodes(expression) : []) {
      if (node.kind !== 'symbol' || node.lag !== 1 || shown.has(node.key) || found.has(node.key)) continue;
      if (!open.has(node.key)) continue;
      found.add(node.key);
      visit(node.key);
    }
  };
  visit(key);
  return [...found].filter((each) => each !== key);
}

/** NaN where the model certainly has no value is what it says. */
export function withUndefined(judged: JudgedOutput): JudgedOutput {
  const { got, judgement } = judged;
  const { classes, exact } = judgement;
  const says = (i: number): boolean =>
    classes[i] === UNINFORMATIVE && Number.isNaN(got[i]) && exact.lower[i]! > exact.upper[i]!;
  if (!classes.some((_, i) => says(i))) return judged;
  return { ...judged, judgement: { ...judgement, classes: classes.map((code, i) => (says(i) ? ROUNDED : code)) } };
}

/** Two changes that make equations need each other within one step describe no operator. */
export function modelOf(page: Page, { patches }: Pick<Hypothesis, 'patches'>): Model | undefined {
  try {
    return buildModel(page, patches);
  } catch (error) {
    if (error instanceof EquationCycle) return undefined;
    throw error;
  }
}
