import type { Adapter, Kernel } from '../../adapters/contract.ts';
import type {
  Certificate,
  ComputedAlgorithm,
  Diagnosis,
  Example,
  SpecialResult,
  Stability,
  Verdict,
} from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import type { Tally } from '../judge/tally.ts';

/** How much work a check may do: the number of random runs, and when to stop. */
export interface Effort {
  readonly seed: number;
  /** Random runs of a property after the deterministic part. */
  readonly runs: number;
  /**
   * Whether to run what is the same for every seed: sweeps, and the comparisons of a subject with itself. Without it
   * a further seed costs what is new in it.
   */
  readonly sweep: boolean;
  /** True when the time is up: the check then stops and says `inconclusive`. */
  readonly expired: () => boolean;
}

export interface CheckContext {
  readonly adapter: Adapter;
  readonly kernel: Kernel;
  readonly arithmetic: Arithmetic;
  readonly effort: Effort;
}

/** What there is to tell about a verdict other than pass. */
export interface FindingDraft {
  readonly verdict: Verdict;
  readonly counterexample?: Example;
  readonly certificate?: Certificate;
  readonly diagnosis?: Diagnosis;
  /** How the page knows the values to be computed, and how to compute them instead (LaTeX). */
  readonly computedAs?: readonly ComputedAlgorithm[];
  readonly stable?: readonly string[];
  readonly script?: readonly string[];
  readonly message?: string;
}

export interface CheckOutcome {
  readonly verdict: Verdict;
  readonly tally: Tally;
  readonly findings: readonly FindingDraft[];
  readonly conventions: readonly string[];
  /** What came at each promised limit; for checks of those alone. */
  readonly specials?: readonly SpecialResult[];
  /** Regions and thresholds along the axis; for the check of stability. */
  readonly stability?: Stability;
}

/**
 * One property of one page. A plain object: the engine, the vitest binding and `assay list` all read the same table.
 */
export interface Check {
  /** `family/name/property`, e.g. `activation/gelu/derivative`. */
  readonly id: string;
  readonly page: Page;
  readonly property: string;
  /** One sentence: what is done and what would make it fail. */
  readonly plan: string;
  /** Why a kernel cannot be checked, or undefined where it can. */
  readonly unsupported: (kernel: Kernel) => string | undefined;
  /** @throws AdapterError when the subject fails; the engine turns it into a verdict */
  readonly run: (context: CheckContext) => Promise<CheckOutcome>;
}
