import type { StatelessCase } from '../diagnosis/diagnose-stateless.ts';
import type { Sibling } from '../diagnosis/siblings.ts';
import type { Setting } from '../generate/settings.ts';
import { tellingCases } from '../generate/tensor-settings.ts';
import type { CheckContext } from './check.ts';
import { callTensor, type TensorTarget, tensorPoint } from './tensor.ts';

/** What a subject gives for other outputs of a page, where a change of the page has to hold as well. */
export async function siblingsOf(
  { kernel, arithmetic }: CheckContext,
  targets: readonly TensorTarget[],
  settings: readonly Setting[],
): Promise<Sibling[]> {
  const siblings: Sibling[] = [];
  for (const { page, output, criterion, geometry } of targets) {
    const cases: StatelessCase[] = [];
    for (const one of settings.flatMap(({ hyper }) => tellingCases(geometry, hyper))) {
      const got = (await callTensor(page, kernel, one, arithmetic.format, 'value')).get(output)!;
      cases.push({ point: tensorPoint(page, one), got });
    }
    siblings.push({ output, indices: criterion.indices, cases });
  }
  return siblings;
}
