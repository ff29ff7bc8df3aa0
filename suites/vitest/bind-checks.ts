import { describe, it } from 'vitest';
import type { Adapter, FormatName } from '../../adapters/contract.ts';
import type { CheckRecord, FindingRecord, Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { allChecks } from '../checks/registry.ts';
import { judge } from '../engine.ts';
import { isUnexpected, type Profile } from '../exit-code.ts';
import { matchesGlob } from '../glob.ts';

export interface BindOptions {
  readonly adapter: Adapter;
  readonly pages: ReadonlyMap<string, Page>;
  /** A pattern over check ids; absent means all. */
  readonly checks?: string;
  readonly formats?: readonly FormatName[];
  /** Default 1. */
  readonly seed?: number;
  /** Random runs of a property. Default 10. */
  readonly runs?: number;
  readonly profile?: Profile;
  /**
   * Verdicts that are known and explained, by check id: the test fails when the verdict is another one, a better one
   * included, so that the list cannot go stale.
   */
  readonly expected?: Readonly<Record<string, Verdict['kind']>>;
}

/**
 * Registers one vitest test for each check of a subject, named by the check's id. What the subject does not offer is
 * skipped with the reason.
 *
 * @example
 * bindChecks({ adapter: await openSubject('tfjs:cpu', options), pages, checks: 'activation/*' });
 */
export function bindChecks(options: BindOptions): void {
  const { adapter, pages } = options;
  const checks = allChecks(pages).filter((check) => !options.checks || matchesGlob(check.id, options.checks));
  describe(adapter.subject, () => {
    for (const check of checks) {
      it(check.id, { timeout: 120_000 }, async (context) => {
        const { verdict, finding } = await judgeOne(options, check.id);
        if (verdict.kind === 'unsupported' || verdict.kind === 'unavailable') {
          context.skip(verdict.reason);
          return;
        }
        const expected = options.expected?.[check.id];
        if (expected !== undefined) {
          if (verdict.kind !== expected) {
            throw new Error(
              `expected ${expected}, got ${JSON.stringify(verdict)}: bring the list of expectations up to date`,
            );
          }
          return;
        }
        if (isUnexpected(verdict, options.profile ?? 'standard') || verdict.kind === 'error') {
          throw new Error(`${JSON.stringify(verdict)}\n${finding?.message ?? ''}\nreplay: ${finding?.replay ?? ''}`);
        }
      });
    }
  });
}

async function judgeOne(
  options: BindOptions,
  id: string,
): Promise<{ verdict: Verdict; finding: FindingRecord | undefined }> {
  let finding: FindingRecord | undefined;
  let record: CheckRecord | undefined;
  const records = judge({
    adapters: [options.adapter],
    unavailable: [],
    pages: options.pages,
    checks: id,
    ...(options.formats ? { formats: options.formats } : {}),
    seed: options.seed ?? 1,
    runs: options.runs ?? 10,
    profile: options.profile ?? 'standard',
    command: `vitest ${id}`,
  });
  for await (const one of records) {
    if (one.type === 'finding') finding ??= one;
    if (one.type === 'check' && (!record || isUnexpected(one.verdict, options.profile ?? 'standard'))) record = one;
  }
  return {
    verdict: record?.verdict ?? { kind: 'unsupported', reason: 'the subject offers no such operator' },
    finding,
  };
}
