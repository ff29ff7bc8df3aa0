import { areDisjoint, compareBounds } from '../../reference/enclosure.ts';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { type Expression, rewrite } from '../../spec/language/expression.ts';
import { inlineExpression, inlineSystem } from '../../spec/language/inline.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { Law, Page, Relation, RelationOperator } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import { substituteSymbols } from '../../spec/language/substitute.ts';
import { agreement, shown } from './agreement.ts';
import { BESIDE, type Claim, claim, HOLDS, ONE_FUNCTION, OPEN } from './claim.ts';
import { inMode } from './form-claims.ts';
import type { SamplePoint } from './sample-points.ts';

/** Every law, put to the definition itself: a relation is refused where enclosures exclude it. */
export function* lawClaims(page: Page): Generator<Claim> {
  for (const law of page.laws)
    for (const mode of page.modes)
      if (law.mode === '' || law.mode === mode)
        yield claim(
          { what: `law ${law.id}${inMode(mode)}`, span: law.span, fix: 'correct the law, or the definition' },
          () => lawHolds(page, law, mode),
        );
}

interface Sides {
  readonly op: RelationOperator;
  readonly left: Expression;
  readonly right: Expression;
}

function lawHolds(page: Page, law: Law, mode: string): Claim['by'] {
  if ([...law.relations, ...law.given].some(({ op }) => op === 'approx'))
    return { kind: 'refused', detail: 'a law that says "approximately" cannot be wrong; give it a bound' };
  const expand = expander(page, law, mode);
  const sides = ({ op, left, right }: Relation): Sides => ({
    op,
    left: expand(left.expression),
    right: expand(right.expression),
  });
  const relations = law.relations.map(sides);
  const given = law.given.map(sides);
  const proved = relations.every(({ op, left, right }) => op === '=' && sameNormalForm(left, right) === 'equal');
  return {
    kind: 'everywhere',
    ...(proved ? { algebra: ONE_FUNCTION } : {}),
    at(point) {
      if (!given.every((relation) => verdictAt(relation, point) === 'holds')) return BESIDE;
      const verdicts = relations.map((relation) => verdictAt(relation, point));
      const wrong = relations[verdicts.indexOf('excluded')];
      if (!wrong) return verdicts.includes('open') ? OPEN : HOLDS;
      const { op, left, right } = wrong;
      const relation = `${shown(point.enclose(left))} ${op} ${shown(point.enclose(right))}`;
      return { kind: 'refuted', detail: `${relation} is false at ${point.describe(left, right)}` };
    },
  };
}

/** Outputs, current states and applications of the operator, all in terms of what is given; `where` lines last. */
function expander(page: Page, law: Law, mode: string): (expression: Expression) => Expression {
  const system = applyPatches(page, mode, [], 'definition');
  const outputs = inlineSystem(page, system, { keepStates: false });
  const applications = new Map(law.applications.map((application) => [application.placeholder, application]));
  // Arguments of an application may be applications themselves (idempotence).
  const apply = (expression: Expression): Expression =>
    rewrite(expression, (node) => {
      const application = node.kind === 'symbol' ? applications.get(node.key) : undefined;
      if (!application) return node;
      const equation = application.derivative ? derivativeFor(page, application.output, 'definition') : undefined;
      const body = equation ? derivativeExpression(page, equation, 'definition') : outputs.get(application.output);
      if (!body || (application.derivative && !equation)) return node;
      const given = new Map([...application.arguments].map(([key, argument]) => [key, apply(argument)]));
      return substituteSymbols(body, given);
    });
  return (expression) =>
    substituteSymbols(inlineExpression(page, system, apply(expression), { keepStates: false }), law.where);
}

/** `holds` where the relation is certain, or an equality agrees to many digits; `excluded` where it cannot be. */
function verdictAt({ op, left, right }: Sides, point: SamplePoint): 'holds' | 'excluded' | 'open' {
  const a = point.enclose(left);
  const b = point.enclose(right);
  const near = agreement(a, b);
  if (!a || !b) return near === 'differ' ? 'excluded' : 'open';
  const disjoint = areDisjoint(a, b);
  const below = compareBounds(a.upper, b.lower);
  const above = compareBounds(a.lower, b.upper);
  switch (op) {
    case '=':
      return disjoint ? 'excluded' : near === 'agree' ? 'holds' : 'open';
    case '<=':
      return above > 0 ? 'excluded' : below <= 0 || near === 'agree' ? 'holds' : 'open';
    case '>=':
      return below < 0 ? 'excluded' : above >= 0 || near === 'agree' ? 'holds' : 'open';
    case '<':
      // `above` is 0 for two equal points and wherever all of `a` is at or beyond the end of `b`.
      return above >= 0 ? 'excluded' : below < 0 ? 'holds' : 'open';
    case '>':
      return below <= 0 ? 'excluded' : above > 0 ? 'holds' : 'open';
    case 'approx':
      return 'open';
  }
}
