import { conforms, UNINFORMATIVE } from './accuracy-class.ts';
import { isBounds, LANE, type Point } from './point.ts';
import type { JudgedValues } from './recognise.ts';

/** A batch of independent evaluations cut to some of its lanes; a batch over other indices stays whole. */
export function onlyLanes(values: JudgedValues, lanes: readonly number[]): JudgedValues {
  const { criterion, point, got, judgement } = values;
  const { length } = got;
  if (criterion.indices[0] !== LANE || lanes.length === length) return values;
  const pick = (from: ArrayLike<number>) => Float64Array.from(lanes, (lane) => from[lane]!);
  const picked: Point = {
    symbols: new Map(
      [...point.symbols].map(([key, given]) => {
        const size = isBounds(given) ? given.lower.length : given.length;
        if (size !== length) return [key, given] as const;
        return [key, isBounds(given) ? { lower: pick(given.lower), upper: pick(given.upper) } : pick(given)] as const;
      }),
    ),
    extents: new Map([...point.extents, [LANE, lanes.length]]),
  };
  const { lower, upper } = judgement.exact;
  return {
    criterion,
    point: picked,
    got: pick(got),
    judgement: {
      ...judgement,
      classes: Uint8Array.from(lanes, (lane) => judgement.classes[lane]!),
      exact: { lower: pick(lower), upper: pick(upper) },
    },
  };
}

/** At most `limit` lanes, half of them outside the class as far as there are so many, both halves spread evenly. */
export function sampleLanes(values: JudgedValues, limit: number): JudgedValues {
  const { classes } = values.judgement;
  if (classes.length <= limit) return values;
  const outside: number[] = [];
  const inside: number[] = [];
  classes.forEach((code, i) => {
    (conforms(code) || code === UNINFORMATIVE ? inside : outside).push(i);
  });
  const half = evenly(outside, limit / 2);
  return onlyLanes(values, [...half, ...evenly(inside, limit - half.length)]);
}

const evenly = (list: readonly number[], limit: number): number[] =>
  list.length <= limit
    ? [...list]
    : Array.from({ length: limit }, (_, i) => list[Math.floor((i * list.length) / limit)]!);
