import type { Diagnosis } from '../../reports/record.ts';
import type { Equation, Page } from '../../spec/language/page.ts';
import { buildModel } from '../stateful/model.ts';
import type { DiagnosisResult } from './diagnose.ts';
import type { Hypothesis } from './hypotheses.ts';

/** A diagnosis as a result record, with the formulas of the page and those of the answer. */
export function diagnosisRecord(page: Page, result: DiagnosisResult): Diagnosis {
  const kind = result.kind === 'conforms' ? 'unnamed' : result.kind;
  const { breaks } = result;
  const answer = result.hypotheses[0];
  const changed = answer ? changedEquations(page, answer) : { before: [], after: [] };
  return {
    kind,
    hypotheses: result.hypotheses.map((h) => [...h.patches]),
    titles: result.hypotheses.map((h) => titles(page, h)),
    reproduced: result.reproduced,
    cases: result.cases,
    ...(breaks
      ? {
          breaks: {
            equation: breaks.key,
            latex: latexOf(page, breaks.key, breaks.judged.observation.mode),
            step: breaks.step,
            element: breaks.element,
            holds: [...result.holds],
          },
        }
      : {}),
    page: changed.before.map((equation) => equation.latex),
    subject: changed.after.map((equation) => equation.latex),
    ...(result.nearest
      ? { nearest: { hypothesis: [...result.nearest.hypothesis.patches], reproduced: result.nearest.reproduced } }
      : {}),
  };
}

const titles = (page: Page, hypothesis: Hypothesis): string[] =>
  hypothesis.patches.map((id) => page.patches.get(id)?.title ?? id);

function latexOf(page: Page, key: string, mode: string): string {
  return page.systems.get(mode)?.equations.get(key)?.latex ?? key;
}

/** The equations of the page that the hypothesis changes, and what it makes of them. */
export function changedEquations(page: Page, hypothesis: Hypothesis): { before: Equation[]; after: Equation[] } {
  const before = new Map<string, Equation>();
  const after = new Map<string, Equation>();
  for (const [mode, { system }] of buildModel(page, hypothesis.patches, 'definition').modes) {
    const original = page.systems.get(mode)?.equations;
    for (const [key, equation] of system.equations) {
      const old = original?.get(key);
      if (old?.expression === equation.expression) continue;
      if (old) before.set(key, old);
      after.set(key, equation);
    }
  }
  return { before: [...before.values()], after: [...after.values()] };
}

/** A behaviour as a result record: a sentence, and where it first shows (no step where there are none); no equation of the page is changed. */
export function behaviourRecord(says: string, key: string, step: number | undefined, element: number): Diagnosis {
  return {
    kind: 'behaviour',
    hypotheses: [],
    titles: [],
    reproduced: 0,
    cases: 0,
    breaks: { equation: key, latex: key, ...(step !== undefined && { step }), element, holds: [] },
    page: [],
    subject: [],
    says,
  };
}
