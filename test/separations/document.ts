import type { InseparablePair, Separation } from '../../suites/diagnosis/separations.ts';

export interface PageSeparations {
  readonly page: string;
  readonly separations: readonly Separation[];
}

/** Each pair once, in the order in which it was met first. */
export function pairsOf({ separations }: PageSeparations): InseparablePair[] {
  const pairs = new Map<string, InseparablePair>();
  for (const pair of separations.flatMap(({ inseparable }) => inseparable)) {
    const key = [pair.a, pair.b].sort().join(' = ');
    if (!pairs.has(key)) pairs.set(key, pair);
  }
  return [...pairs.values()];
}

const nameOf = (patch: string): string => (patch === '' ? 'the page itself' : `\`${patch}\``);

/** The document for people, and the pairs as data for `assay explain`. */
export function separationsDocument(found: readonly PageSeparations[]): { markdown: string; json: string } {
  const rows = found.map((one) => {
    const n = one.separations.length + 1;
    const pairs = (n * (n - 1)) / 2;
    const inseparable = pairsOf(one).length;
    return `| ${one.page} | ${n - 1} | ${pairs} | ${pairs - inseparable} | ${inseparable} |`;
  });
  const details = found.flatMap((one) => {
    const pairs = pairsOf(one).map(({ a, b, why }) => `- ${nameOf(a)} and ${nameOf(b)}: ${why}.`);
    const unrecognised = one.separations.flatMap(({ patch, unrecognised: why }) =>
      why ? [`- ${nameOf(patch)} is caught and not named: ${why}.`] : [],
    );
    const lines = [...pairs, ...unrecognised];
    return lines.length === 0 ? [] : [`### ${one.page}`, '', ...lines, ''];
  });
  const markdown = [
    '# What the experiments tell apart',
    '',
    'Every accepted variant and known mistake of a page that keeps a state is computed in float32 as if somebody had written',
    'it, in the fixed experiments of the page, and judged under the page and under every other one. A pair is separated where',
    'each of the two has a case outside the classes of the other. `npm run separations` computes this table anew.',
    '',
    '| page | variants and mistakes | pairs, the page included | separated | not separated |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## What is not separated, and why',
    '',
    ...details,
  ].join('\n');
  const data = Object.fromEntries(
    found.map((one) => [one.page, pairsOf(one)] as const).filter(([, pairs]) => pairs.length > 0),
  );
  return { markdown: `${markdown.trimEnd()}\n`, json: `${JSON.stringify(data, null, 2)}\n` };
}
