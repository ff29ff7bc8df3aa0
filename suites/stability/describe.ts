import type { Numeral, Stability, StabilityRegion, StabilityThreshold } from '../../reports/record.ts';

const CLASSES: Partial<Record<StabilityRegion['class'], string>> = {
  absolute: 'is only as accurate as its scale',
  overflow: 'overflows',
  nan: 'is not a number',
  fail: 'is outside every accuracy class',
};

/** A number for reading: seven significant digits are more than enough to find the place. */
const short = ({ decimal }: Numeral): string => {
  const value = Number(decimal);
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : decimal;
};

/** `x from -3.327 to -17.33`, `x from 88.72284 on`, `all x >= 0`. */
export function placeOf({ from, to, open }: StabilityRegion, input: string): string {
  if (from.decimal === to.decimal) return `${input} = ${short(from)}`;
  const negative = Number(to.decimal) < 0;
  switch (open) {
    case 'both':
      return `all ${input} ${negative ? '< 0' : '>= 0'}`;
    case 'to':
      return `${input} from ${short(from)} ${negative ? 'down' : 'on'}`;
    case 'from':
      return `${input} from 0 to ${short(to)}`;
    default:
      return `${input} from ${short(from)} to ${short(to)}`;
  }
}

const regionSentence = (region: StabilityRegion, input: string): string =>
  `${region.output} ${CLASSES[region.class] ?? `is in class ${region.class}`} at ${placeOf(region, input)}`;

const SAYS: Readonly<Record<StabilityThreshold['event'], { does: string; exact: string }>> = {
  overflow: { does: 'is infinite', exact: 'is finite' },
  underflow: { does: 'is 0', exact: 'is not 0' },
  nan: { does: 'is not a number', exact: 'is a number' },
};

/** Where the subject leaves the range before the exact result does, or after it. */
function thresholdSentence(
  { output, event, side, subject, exact }: StabilityThreshold,
  input: string,
): string | undefined {
  if (subject === undefined || subject.decimal === exact?.decimal) return undefined;
  const { does, exact: stays } = SAYS[event];
  const way = side === 'negative' ? 'down' : 'on';
  const until = exact === undefined ? 'everywhere' : `until ${short(exact)}`;
  const early = exact === undefined || Math.abs(Number(subject.decimal)) < Math.abs(Number(exact.decimal));
  const rest = early
    ? `the exact result ${stays} ${until}`
    : `the exact result already ${until.replace('until', 'from')}`;
  return `${output} ${does} from ${input} = ${short(subject)} ${way}; ${rest}`;
}

/** What was found, a clause each, the thresholds after the regions; what a threshold says is not said twice. */
export function stabilitySentences({ regions, thresholds }: Stability, input: string): string[] {
  const isThreshold = (region: StabilityRegion): boolean =>
    region.open === 'to' &&
    thresholds.some(
      ({ output, event, subject }) =>
        output === region.output && event === region.class && subject?.decimal === region.from.decimal,
    );
  return [
    ...regions.filter((region) => !isThreshold(region)).map((region) => regionSentence(region, input)),
    ...thresholds.flatMap((threshold) => thresholdSentence(threshold, input) ?? []),
  ];
}

/** The regions of one class in words, for a verdict. */
export const regionsInWords = ({ regions }: Stability, of: StabilityRegion['class'], input: string): string =>
  regions
    .filter((region) => region.class === of)
    .map((region) => placeOf(region, input))
    .join(', ');
