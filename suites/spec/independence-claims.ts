import { compareBounds, type Enclosure } from '../../reference/enclosure.ts';
import { inlineSystem } from '../../spec/language/inline.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import { ZERO } from '../../spec/language/rational.ts';
import { shown } from './agreement.ts';
import { BESIDE, type Claim, claim, HOLDS, OPEN } from './claim.ts';
import { definitionPlace } from './form-claims.ts';

/**
 * An index that output and input of a derivative share says that nothing else depends on anything else: in
 * `\frac{\partial y_{ki}}{\partial x_{kj}}` row k of the output knows no other row. The derivative at equal positions
 * cannot show it; interval jets of the definition at different ones do.
 */
export function* independenceClaims(page: Page): Generator<Claim> {
  for (const equation of page.derivatives)
    for (const index of equation.wrtIndices)
      if (equation.outputIndices.includes(index)) yield independence(page, equation, index);
}

function independence(page: Page, equation: DerivativeEquation, shared: string): Claim {
  const { output, wrt, span } = equation;
  const mode = page.modes[0] ?? '';
  const what = `${output} at one ${shared} does not depend on ${wrt} at another`;
  const fix = `give ${output} and ${wrt} an index each in the derivative, or correct ${definitionPlace(page, mode, output, span)}`;
  return claim({ what, span, fix }, () => {
    const system = applyPatches(page, mode, [], 'definition');
    const definition = inlineSystem(page, system, { keepStates: false }).get(output);
    const defined = system.equations.get(output);
    if (!definition || !defined) return { kind: 'refused', detail: `the page does not define ${output}` };
    return {
      kind: 'everywhere',
      detail: 'against interval jets of the definition',
      at(point) {
        const size = point.extent(shared);
        if (size < 2) return BESIDE;
        const bindings = new Map(point.bindings);
        defined.indices.forEach((index, axis) => {
          bindings.set(index, point.bindings.get(equation.outputIndices[axis] ?? index)!);
        });
        const positions = equation.wrtIndices.map((index) => {
          const position = point.bindings.get(index)!;
          return index === shared ? (position + 1) % size : position;
        });
        const slope = point.differentiate(definition, { key: wrt, positions }, bindings);
        if (slope === undefined) return OPEN;
        if (isZero(slope)) return HOLDS;
        if (compareBounds(slope.lower, ZERO) <= 0 && compareBounds(slope.upper, ZERO) >= 0) return OPEN;
        return { kind: 'refuted', detail: `the derivative is ${shown(slope)} at ${point.describe(definition)}` };
      },
    };
  });
}

/** Nothing that moves reaches the output: jets of what does not are exact zeros. */
const isZero = ({ lower, upper }: Enclosure): boolean =>
  compareBounds(lower, ZERO) === 0 && compareBounds(upper, ZERO) === 0;
