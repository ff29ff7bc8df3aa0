import type { Plan } from './operator-kernels.ts';

const CAST = 'Cast';

/** `Softplus, Tanh, Mul`: what computes, without the casts around it. */
const arithmetic = ({ runs }: Plan): string => runs.filter((operator) => operator !== CAST).join(', ');

const shortName = (page: string): string => page.slice(page.indexOf('/') + 1);

const unique = (names: readonly string[]): string => [...new Set(names)].join(', ');

/**
 * What the runtime made of the graphs, for the provenance: half formats without kernels of their own, which it computes
 * in float32 between casts, and operators that it runs as others. A result is then no better or worse than those.
 */
export function describePlans(plans: readonly Plan[]): Record<string, string> {
  const details: Record<string, string> = {};
  for (const format of ['float16', 'bfloat16'] as const) {
    const own = plans.filter((plan) => plan.format === format);
    const cast = own.filter(({ runs }) => runs.includes(CAST));
    const direct = own.filter((plan) => !cast.includes(plan));
    if (own.length === 0) details[format] = 'no kernels';
    else if (cast.length === 0) details[format] = `computed in ${format}`;
    else {
      const except = direct.length === 0 ? '' : `, except ${unique(direct.map(({ page }) => shortName(page)))}`;
      details[format] = `computed in float32 (Cast inserted)${except}`;
    }
  }
  const single = plans.filter(({ format }) => format === 'float32');
  const rewritten = single.filter((plan) => arithmetic(plan) !== plan.asked.join(', '));
  if (rewritten.length > 0) {
    details['runs as'] = rewritten.map((plan) => `${shortName(plan.page)}: ${arithmetic(plan)}`).join('; ');
  }
  return details;
}
