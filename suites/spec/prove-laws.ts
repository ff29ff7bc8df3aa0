import { compareBounds, type Enclosure } from '../../reference/enclosure.ts';
import { evaluateExact } from '../../reference/exact.ts';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { type Expression, rewrite } from '../../spec/language/expression.ts';
import { inlineExpression, inlineSystem } from '../../spec/language/inline.ts';
import type { Law, Page, Relation } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { substituteSymbols } from '../../spec/language/substitute.ts';
import { enclosureAt, shown } from './compare-expressions.ts';
import type { Finding } from './prove-spec.ts';
import { drawIn, integers, type SamplePoint, samplePoint } from './sample-points.ts';

/** Every law, evaluated on the definition itself: a relation is refused where enclosures exclude it. */
export function* proveLaws(page: Page, points: number, seed: number): Generator<Finding> {
  for (const law of page.laws) {
    for (const mode of page.modes) {
      if (law.mode !== '' && law.mode !== mode) continue;
      const name = `law ${law.id}${mode === '' ? '' : ` (${mode})`}`;
      yield { what: name, span: law.span, ...proveLaw(page, law, mode, points, seed) };
    }
  }
}

function proveLaw(
  page: Page,
  law: Law,
  mode: string,
  points: number,
  seed: number,
): Pick<Finding, 'status' | 'detail'> {
  const held = heldValues(law);
  if (typeof held === 'string') return { status: 'refused', detail: held };
  const expand = expander(page, law, mode);
  const relations = law.relations.map((relation) => expanded(relation, expand));
  const given = law.given.map((relation) => expanded(relation, expand));
  const random = integers(seed);
  let informative = 0;
  // Hypotheses (x <= z) hold for a part of the points only; drawing goes on until enough of them count.
  for (let i = 0; i < 4 * points && informative < points; i++) {
    const variables = new Map(law.variables.map((name) => [name, drawIn(undefined, () => random.next().value, 6)]));
    const point = samplePoint(page, random, held, variables);
    if (!given.every((relation) => verdictAt(relation, point) === 'holds')) continue;
    for (const relation of relations) {
      const verdict = verdictAt(relation, point);
      if (verdict === 'excluded') {
        const sides = `${shown(enclosureAt(relation.left.expression, point))} ${relation.op} ${shown(enclosureAt(relation.right.expression, point))}`;
        return { status: 'refused', detail: `${sides} at ${point.describe()}` };
      }
    }
    informative++;
  }
  if (informative < points / 8)
    return { status: 'refused', detail: `its hypotheses held at only ${informative} points` };
  return { status: 'checked', detail: `${informative} points` };
}

function heldValues(law: Law): ReadonlyMap<string, Rational> | string {
  const held = new Map<string, Rational>();
  for (const [key, expression] of law.where) {
    const value = evaluateExact(expression, {
      value: (name) => {
        throw new RangeError(`"where ${key}" mentions ${name}: a law holds a symbol at a constant`);
      },
      extent: () => 1,
    });
    if (!value) return `"where ${key}" is not an exact constant`;
    held.set(key, value);
  }
  return held;
}

/** Outputs, current states and applications of the operator, all in terms of what is given. */
function expander(page: Page, law: Law, mode: string): (expression: Expression) => Expression {
  const system = applyPatches(page, mode, [], 'definition');
  const outputs = inlineSystem(page, system, { keepStates: false });
  const applied = new Map<string, Expression>();
  for (const application of law.applications) {
    const equation = application.derivative ? derivativeFor(page, application.output, 'definition') : undefined;
    const body = equation ? derivativeExpression(page, equation, 'definition') : outputs.get(application.output);
    if (body) applied.set(application.placeholder, substituteSymbols(body, application.arguments));
  }
  return (expression) => {
    const plain = rewrite(expression, (node) => (node.kind === 'symbol' ? (applied.get(node.key) ?? node) : node));
    // Arguments of an application may themselves be applications (idempotence), hence the second pass.
    const nested = rewrite(plain, (node) => (node.kind === 'symbol' ? (applied.get(node.key) ?? node) : node));
    return inlineExpression(page, system, nested, { keepStates: false });
  };
}

const expanded = (relation: Relation, expand: (e: Expression) => Expression): Relation => ({
  op: relation.op,
  left: { expression: expand(relation.left.expression) },
  right: { expression: expand(relation.right.expression) },
});

/** `holds` and `excluded` are certain; everything else is `open`. */
function verdictAt(relation: Relation, point: SamplePoint): 'holds' | 'excluded' | 'open' {
  const left = enclosureAt(relation.left.expression, point);
  const right = enclosureAt(relation.right.expression, point);
  if (!left || !right) return 'open';
  const below = compareBounds(left.upper, right.lower);
  const above = compareBounds(left.lower, right.upper);
  switch (relation.op) {
    case '=':
      return below < 0 || above > 0 ? 'excluded' : below === 0 && above === 0 ? 'holds' : 'open';
    case '<':
      return below < 0
        ? 'holds'
        : above >= 0 && isPoint(left) && isPoint(right)
          ? 'excluded'
          : above > 0
            ? 'excluded'
            : 'open';
    case '<=':
      return below <= 0 ? 'holds' : above > 0 ? 'excluded' : 'open';
    case '>':
      return above > 0
        ? 'holds'
        : below <= 0 && isPoint(left) && isPoint(right)
          ? 'excluded'
          : below < 0
            ? 'excluded'
            : 'open';
    case '>=':
      return above >= 0 ? 'holds' : below < 0 ? 'excluded' : 'open';
    case 'approx':
      return 'open';
  }
}

const isPoint = (e: Enclosure): boolean => compareBounds(e.lower, e.upper) === 0;
