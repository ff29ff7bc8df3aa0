import { conforms, UNINFORMATIVE } from '../judge/accuracy-class.ts';

/** One half of the axis, from 0 outwards, with the class of each value. */
export interface Side {
  readonly name: 'negative' | 'positive';
  readonly x: Float64Array;
  readonly code: Uint8Array;
  readonly y: Float64Array;
}

/** A run of samples of one class, by their places on a side. */
export interface Run {
  readonly code: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Sound samples that a run may skip: where a class begins, single values are right by luck, as one in a few is when an
 * error of the size of the bound is spread evenly.
 */
const LUCK = 8;

/** More runs of one class on a side than this are one region with holes. */
const MOST_RUNS = 4;

/** The two sides of ascending samples; 0 belongs to the positive one. */
export function sidesOf(x: Float64Array, code: Uint8Array, y: Float64Array): Side[] {
  const split = x.findIndex((value) => value >= 0);
  const at = split < 0 ? x.length : split;
  const negative = { x: x.slice(0, at).reverse(), code: code.slice(0, at).reverse(), y: y.slice(0, at).reverse() };
  const positive = { x: x.slice(at), code: code.slice(at), y: y.slice(at) };
  return [
    { name: 'negative', ...negative },
    { name: 'positive', ...positive },
  ];
}

/** Runs of each class that is not sound, from 0 outwards. */
export function runsOf({ code }: Side): Run[] {
  const byClass = new Map<number, Run[]>();
  let open: { code: number; first: number; last: number } | undefined;
  code.forEach((value, i) => {
    if (conforms(value) || value === UNINFORMATIVE) return;
    if (open && open.code === value && i - open.last <= LUCK) {
      open.last = i;
      return;
    }
    open = { code: value, first: i, last: i };
    byClass.set(value, [...(byClass.get(value) ?? []), open]);
  });
  const joined = [...byClass.values()].flatMap((runs) =>
    runs.length <= MOST_RUNS ? runs : [{ ...runs[0]!, last: runs.at(-1)!.last }],
  );
  return joined.sort((a, b) => a.first - b.first);
}

/** The first place from which `holds` is true to the very end of a side; undefined where the last value denies it. */
export function tailOf({ y }: Pick<Side, 'y'>, holds: (y: number) => boolean): number | undefined {
  let first = y.length;
  while (first > 0 && holds(y[first - 1]!)) first--;
  return first === y.length ? undefined : first;
}
