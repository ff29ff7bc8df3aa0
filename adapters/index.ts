/** How subjects are called: the contract, the built-in adapters by name, and the contract's own conformance test. */
export { examineAdapter, type Observation } from './conformance.ts';
export * from './contract.ts';
export { listSubjects, openSubject, UnknownSubject } from './registry.ts';
