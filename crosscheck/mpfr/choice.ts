import type { Between, MpfrField } from './field.ts';

/** The smallest pair around two others. */
function hull(field: MpfrField, a: Between, b: Between): Between {
  const smaller = field.neg(field.max(field.neg(a), field.neg(b)));
  return { lower: smaller.lower, upper: field.max(a, b).upper };
}

/** `yes` where `a < b`, else `no`; both of them where the precision does not tell. */
export function whereLess(field: MpfrField, a: Between, b: Between, yes: Between, no: Between): Between {
  const sign = field.sign(field.sub(a, b));
  if (sign === undefined) return hull(field, yes, no);
  return sign === -1 ? yes : no;
}
