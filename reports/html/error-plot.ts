import type { AccuracyClass, CheckRecord, ErrorProfile } from '../record.ts';
import { type Attributes, element, fragment, type Markup } from './markup.ts';
import { symlogAxis } from './symlog-axis.ts';

/** One line of a plot. */
export interface PlotLine {
  /** Number of the subject in the report, from 0: it has one colour and one dash everywhere. */
  readonly subject: number;
  readonly name: string;
  readonly profile: ErrorProfile;
}

/** Units of the drawing; the browser scales it. */
const LEFT = 58;
const RIGHT = 12;
const WIDTH = 960;
const TOP = 26;
const HEIGHT = 190;
const STRIP = 15;
const INNER = WIDTH - LEFT - RIGHT;
/** Errors below this are drawn on the floor: a tenth of an ulp is as good as exact. */
const FLOOR = 0.1;
/** Different colours and dashes for lines; a seventh subject looks like the first and is told by its name only. */
export const LINE_STYLES = 6;

const round = (x: number): number => Math.round(x);

interface Column {
  readonly at: number;
  error: number;
  rank: number;
  shown: AccuracyClass;
}

/** What a strip shows, from good to bad; conforming classes are told apart by the line above it. */
const RANKS: readonly AccuracyClass[] = [
  'uninformative',
  'rounded',
  'relative',
  'mixed',
  'absolute',
  'overflow',
  'nan',
  'fail',
];

/** Bins of a profile that fall on one place of the drawing become one column: the worst of them. */
function columnsOf(profile: ErrorProfile, place: (x: number) => number, resolution: number): Column[] {
  const columns = new Map<number, Column>();
  profile.x.forEach((x, i) => {
    const step = round(((place(x) + 1) / 2) * resolution);
    const at = LEFT + round((step / resolution) * INNER);
    const error = profile.ulp[i] ?? Number.POSITIVE_INFINITY;
    const shown = profile.class[i] ?? 'uninformative';
    const column = columns.get(at);
    const rank = RANKS.indexOf(shown);
    if (!column) columns.set(at, { at, error, rank, shown });
    else {
      column.error = Math.max(column.error, error);
      if (rank > column.rank) Object.assign(column, { rank, shown });
    }
  });
  return [...columns.values()].sort((a, b) => a.at - b.at);
}

const text = (x: number, y: number, content: string, attributes: Attributes = {}): Markup =>
  element('text', { x, y, ...attributes }, content);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `100`, `10³⁰`, `-10⁻⁴`. */
export function tickLabel(x: number): string {
  const size = Math.abs(x);
  if (x === 0 || (size >= 0.1 && size <= 1000)) return String(x).replace('-', '−');
  const exponent = Math.round(Math.log10(size));
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!);
  return `${x < 0 ? '−' : ''}10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** Decades to label: at most six, evenly spread, so that 10^40 ulp leave the labels readable. */
function decades(from: number, to: number): number[] {
  const stride = Math.max(1, Math.ceil((to - from) / 6));
  const out: number[] = [];
  for (let decade = from; decade <= to; decade += stride) out.push(decade);
  return out;
}

function linePath(columns: readonly Column[], y: (error: number) => number): string {
  let path = '';
  let lastX = 0;
  let lastY = 0;
  for (const { at, error } of columns) {
    const up = y(error);
    path += path === '' ? `M${at} ${up}` : `${path.includes('l') ? ' ' : 'l'}${at - lastX} ${up - lastY}`;
    [lastX, lastY] = [at, up];
  }
  // A single place is a line of no length, which round caps make a dot.
  return columns.length === 1 ? `${path}h0` : path.replace(/ -/g, '-');
}

/** Stretches of one class, as one path a class that the style sheet draws as thick as the class is bad. */
function strips(columns: readonly Column[], bottom: number): Markup[] {
  const paths = new Map<string, string>();
  // What is correctly rounded is drawn like `relative`: the line above tells them apart.
  const nameOf = (column: Column | undefined): string | undefined =>
    column?.shown === 'rounded' ? 'relative' : column?.shown;
  let from = columns[0]?.at ?? LEFT;
  columns.forEach((column, i) => {
    const name = nameOf(column)!;
    const next = columns[i + 1];
    if (nameOf(next) === name) return;
    const to = next ? round((column.at + next.at) / 2) : column.at;
    const middle = bottom - (THICKNESS[name] ?? THICKEST) / 2;
    paths.set(name, `${paths.get(name) ?? ''}M${from} ${middle}h${Math.max(2, to - from)}`);
    from = to;
  });
  return [...paths].map(([name, d]) => element('path', { class: `c-${name}`, d }));
}

/** As in the style sheet; a worse class is higher as well as of another colour. */
const THICKNESS: Readonly<Record<string, number>> = { relative: 2, mixed: 4, uninformative: 4, absolute: 7 };
const THICKEST = 10;

/**
 * The error of a scalar function over its axis, subjects overlaid, with the class of each stretch below it.
 *
 * @param K from the page's accuracy form: class relative ends at K ulp
 * @param resolution places along the axis that may differ: fewer where a report holds hundreds of lines
 */
export function errorPlot(
  lines: readonly PlotLine[],
  format: CheckRecord['format'],
  K: number | undefined,
  resolution: number,
): Markup {
  const axis = symlogAxis(format);
  const drawn = lines.map((line) => ({ ...line, columns: columnsOf(line.profile, axis.place, resolution) }));
  const errors = drawn.flatMap(({ columns }) => columns.map(({ error }) => error));
  const largest = Math.max(...[2 * (K ?? 0), 10, ...errors].filter(Number.isFinite));
  const endless = errors.includes(Number.POSITIVE_INFINITY);
  const [low, high] = [Math.log10(FLOOR), Math.ceil(Math.log10(largest))];
  const bottom = TOP + HEIGHT;
  const y = (error: number): number =>
    error === Number.POSITIVE_INFINITY
      ? TOP - 12
      : round(bottom - ((Math.log10(Math.max(FLOOR, error)) - low) / (high - low)) * HEIGHT);
  const x = (value: number): number => LEFT + round(((axis.place(value) + 1) / 2) * INNER);
  const right = LEFT + INNER;
  const end = bottom + 22 + lines.length * STRIP;
  const guide = (error: number, label: string): Markup =>
    fragment(
      element('path', { class: 'guide', d: `M${LEFT} ${y(error)}H${right}` }),
      text(LEFT + 5, y(error) - 4, label, { class: 'note' }),
    );
  const shown = decades(low, high);
  const levels = shown.map((decade) => y(10 ** decade));
  const posts = axis.ticks.filter((tick) => tick !== 0).map((tick) => `M${x(tick)} ${TOP}V${bottom + 4}`);
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${end + 4}`, role: 'img', 'aria-label': `Size of the error in ulp over x, ${format}` },
    element('path', { class: 'grid', d: [...levels.map((at) => `M${LEFT} ${at}H${right}`), ...posts].join('') }),
    element('path', { class: 'axis', d: `M${x(0)} ${TOP}V${bottom + 4}` }),
    element(
      'g',
      { 'text-anchor': 'end' },
      shown.map((decade, i) => text(LEFT - 6, levels[i]! + 4, tickLabel(10 ** decade))),
      endless ? text(LEFT - 6, TOP - 8, '∞') : undefined,
      text(LEFT - 6, bottom + 17, 'x', { class: 'note' }),
      lines.map(({ subject }, row) => text(LEFT - 6, bottom + 34 + row * STRIP, String(subject + 1))),
    ),
    element(
      'g',
      { 'text-anchor': 'middle' },
      axis.ticks.map((tick) => text(x(tick), bottom + 17, tickLabel(tick))),
    ),
    guide(0.5, '½ ulp'),
    K !== undefined && K > 0 ? guide(K, `K = ${K}`) : undefined,
    drawn.map(({ subject, name, columns }, row) => [
      element('path', { class: `line s${subject % LINE_STYLES}`, d: linePath(columns, y) }, element('title', {}, name)),
      strips(columns, bottom + 22 + row * STRIP + STRIP - 3),
    ]),
  );
}
