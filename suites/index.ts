/** What a subject is judged by: the engine, its checks, and their types. */
export type { Check, CheckContext, CheckOutcome, Effort, FindingDraft } from './checks/check.ts';
export { allChecks, checksOf } from './checks/registry.ts';
export { type JudgeOptions, judge, listChecks } from './engine.ts';
export { exitCodeOf, isUnexpected, type Profile } from './exit-code.ts';
export { matchesGlob } from './glob.ts';
export { pageInterface } from './page-interface.ts';
export { proveSpec, type SpecStatement } from './spec/prove-spec.ts';
