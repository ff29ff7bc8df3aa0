import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import type { JudgedOutput } from './judge-trace.ts';

/** A state that is stored in a narrower format than the run's. */
export interface NarrowState {
  readonly key: string;
  /** The formats that hold every value that was stored; more than one where the values do not tell. */
  readonly formats: readonly FormatName[];
  /** Where it first shows. */
  readonly first: JudgedOutput;
}

const NARROW: readonly FormatName[] = ['float16', 'bfloat16'];

/**
 * The one state whose storage in half precision is all that is wrong: every other equation conforms, every value stored
 * is one of the narrow format, and it is what an accepted result becomes when it is rounded to that format. Rounding is
 * monotonic, so that is: it lies between the rounded ends of the `mixed` class.
 */
export function narrowState(judged: readonly JudgedOutput[], arithmetic: Arithmetic): NarrowState | undefined {
  const first = judged.find(({ judgement }) => judgement.classes.some(isFailure));
  if (!first) return undefined;
  const { key, criterion } = first;
  if (criterion.page.symbols.get(key)?.role !== 'state') return undefined;
  if (judged.some((each) => each.key !== key && each.judgement.classes.some(isFailure))) return undefined;
  const own = judged.filter((each) => each.key === key);
  const { precision } = FORMATS[arithmetic.format];
  const formats = NARROW.filter(
    (name) => FORMATS[name].precision < precision && own.every((each) => isStoredIn(name, each, arithmetic)),
  );
  return formats.length > 0 ? { key, formats, first } : undefined;
}

function isStoredIn(name: FormatName, { got, criterion, point }: JudgedOutput, arithmetic: Arithmetic): boolean {
  const round = (x: number): number => roundNumber(FORMATS[name], x);
  if (!got.every((x) => Object.is(round(x), x))) return false;
  const { lower, upper } = criterion.mixed(point, arithmetic);
  return got.every((x, i) => x >= round(lower[i]!) && x <= round(upper[i]!));
}
