import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { addTallies, EMPTY_TALLY, QuestionChecker, type Sides, type Tally, THOROUGH } from './crosscheck.ts';
import { ExhaustiveChecker } from './exhaustive.ts';
import { Decider } from './mpfr/decide.ts';
import { loadMpfr } from './mpfr/field.ts';
import { OUTPUTS } from './outputs.ts';
import { type Question, questionOf } from './question.ts';
import { referenceTier } from './slow-tier.ts';

/** Chunks `from` to `to`, the last one excluded, of one kind of work on one output. */
export interface Portion {
  readonly kind: 'points' | 'exhaustive';
  readonly name: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

const { pages } = loadPages([builtinPagesFolder()]);
const sides: Sides = { decider: new Decider(await loadMpfr()), slow: referenceTier };
/** The last one asked for: portions of one output come in a row. */
let checker: { readonly key: string; readonly check: (seed: number, chunk: number) => Tally } | undefined;

function checkerOf({ kind, name }: Portion): (seed: number, chunk: number) => Tally {
  const key = `${kind} ${name}`;
  if (checker?.key !== key) {
    const question: Question = questionOf(pages, OUTPUTS.find((output) => output.name === name)!);
    if (kind === 'exhaustive') {
      const every = new ExhaustiveChecker(question);
      checker = { key, check: (_, chunk) => every.check(chunk) };
    } else {
      const drawn = new QuestionChecker(question, sides, THOROUGH);
      checker = { key, check: (seed, chunk) => drawn.check(seed, chunk) };
    }
  }
  return checker.check;
}

// As a process of its own: a portion comes in, its tally goes out.
process.on('message', (portion: Portion) => {
  const check = checkerOf(portion);
  let tally = EMPTY_TALLY;
  for (let chunk = portion.from; chunk < portion.to; chunk++) tally = addTallies(tally, check(portion.seed, chunk));
  process.send?.(tally);
});
