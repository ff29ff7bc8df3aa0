import { keepsPromise, type Measurement } from './measurement.ts';

const BEGIN = '<!-- figures: npm run bench -- --write -->';
const END = '<!-- end of figures -->';

/** Three significant digits; without an exponent, which no figure here needs. */
const figure = (value: number): string => `${Number(value.toPrecision(3))}`;

function row(measurement: Measurement): string {
  const { what, value, unit, promise } = measurement;
  const limit = promise === undefined ? '' : `${keepsPromise(measurement) ? '' : 'broken: '}at most ${promise} ${unit}`;
  return `| ${what} | ${figure(value)} ${unit} | ${limit} |`;
}

/** The measurements as a Markdown table. */
export const table = (measurements: readonly Measurement[]): string =>
  ['| measured | median | promised |', '|---|---|---|', ...measurements.map(row)].join('\n');

/** The document with its figures replaced. @throws Error where it has no place for them */
export function withFigures(document: string, figures: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/speed.md needs a line ${BEGIN} and, below, a line ${END}`);
  return `${document.slice(0, from)}${BEGIN}\n${figures}\n${document.slice(to)}`;
}
