import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { type Expression, mul, reduce, symbol } from '../../spec/language/expression.ts';
import { inlineExpression, inlineSystem } from '../../spec/language/inline.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { accuracySystem } from '../../spec/language/patch.ts';
import type { CallInfo, FormatName, Forward, Gradient, Kernel, Outputs, Tensor } from '../contract.ts';
import { PageEvaluation, type Values } from './page-evaluation.ts';
import { withLimits } from './special-values.ts';

/** Name of the cotangent among the page's own symbols; no page can declare a key with a space. */
const COTANGENT = 'the cotangent';

const FORMATS: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

function valuesOf(page: Page, inputs: readonly Tensor[], { hyper }: CallInfo): Values {
  const now = new Map(page.call.map((key, i) => [key, inputs[i]!]));
  return { now, before: new Map(), scalars: new Map(Object.entries(hyper)) };
}

/** sum over the output's own indices of cotangent * d output / d input; shared indices are not summed over. */
function vectorJacobianProduct(page: Page, equation: DerivativeEquation): Expression {
  const jacobian = inlineExpression(page, accuracySystem(page, ''), equation.expression, { keepStates: false });
  return equation.outputIndices
    .filter((index) => !equation.wrtIndices.includes(index))
    .reduce((body, index) => reduce('sum', index, body), mul(symbol(COTANGENT, 0, equation.outputIndices), jacobian));
}

/** A page without state, every value and gradient correctly rounded. */
export function statelessKernel(page: Page): Kernel {
  const visible = inlineSystem(page, accuracySystem(page, ''), { keepStates: false });
  const forward: Forward = (inputs, info) => {
    const evaluation = new PageEvaluation(page, valuesOf(page, inputs, info));
    const outputs: Record<string, Tensor> = {};
    for (const [key, expression] of visible) {
      const indices = page.systems.get('')!.equations.get(key)!.indices;
      const { dtype: format } = inputs[0]!;
      const shape = indices.length === 0 ? inputs[0]!.shape : evaluation.shapeOf(indices);
      const result = evaluation.tensor({ expression, format, shape, indices });
      outputs[key] = page.kind === 'scalar' ? withLimits(page, inputs[0]!, result, false) : result;
    }
    return outputs;
  };
  const gradient = page.kind === 'scalar' ? scalarGradient(page, visible) : tensorGradient(page);
  return { origin: 'native', formats: FORMATS, forward, ...(gradient && { gradient }) };
}

/**
 * By differentiation of the formula itself, so that the page's Derivative section is not needed; where that says too
 * little (an exponential leaves the range of the intervals, a part of the formula has a kink), by that section's
 * accuracy form.
 */
function scalarGradient(page: Page, visible: ReadonlyMap<string, Expression>): Gradient | undefined {
  const [output] = visible.values();
  const [input] = page.call;
  if (output === undefined || input === undefined) return undefined;
  const expression = mul(symbol(COTANGENT), output);
  const equation = derivativeFor(page, visible.keys().next().value!);
  const otherwise = equation && mul(symbol(COTANGENT), derivativeExpression(page, equation));
  return (inputs, cotangent, info): Outputs => {
    const values = valuesOf(page, inputs, info);
    const now = new Map([...values.now, [COTANGENT, cotangent] as const]);
    const { dtype: format, shape } = inputs[0]!;
    const question = { expression, format, shape, indices: [], derivative: input, otherwise };
    const slope = new PageEvaluation(page, { ...values, now }).tensor(question);
    return { [input]: withLimits(page, inputs[0]!, slope, true) };
  };
}

function tensorGradient(page: Page): Gradient | undefined {
  const equations = new Map<string, DerivativeEquation>();
  for (const equation of [...page.derivatives, ...page.derivativeAccuracy]) {
    if (page.call.includes(equation.wrt)) equations.set(equation.wrt, equation);
  }
  if (equations.size === 0) return undefined;
  const products = [...equations].map(([key, equation]) => ({
    key,
    indices: equation.wrtIndices,
    expression: vectorJacobianProduct(page, equation),
  }));
  return (inputs, cotangent, info): Outputs => {
    const values = valuesOf(page, inputs, info);
    const now = new Map([...values.now, [COTANGENT, cotangent] as const]);
    const evaluation = new PageEvaluation(page, { ...values, now });
    return Object.fromEntries(
      products.map(({ key, indices, expression }) => {
        const { dtype: format, shape } = inputs[page.call.indexOf(key)]!;
        return [key, evaluation.tensor({ expression, format, shape, indices })];
      }),
    );
  };
}
