import { describeNumeral } from '../describe-example.ts';
import type { CheckRecord, SpecialResult } from '../record.ts';
import type { ReportContext } from './context.ts';
import { subjectNumber } from './context.ts';
import { element, type Markup } from './markup.ts';
import { columnHeads, wideTable } from './table.ts';

/** Infinities as everybody writes them, and a zero with its sign. */
const sign = (decimal: string): string => decimal.replace('-', '−').replace('Infinity', '∞');
const place = (decimal: string): string =>
  decimal === '0' || decimal === 'Infinity' ? `+${sign(decimal)}` : sign(decimal);

/** A cell is small, since there are thousands: sign and value, the bits only where the value is another. */
function resultCell(result: SpecialResult | undefined): Markup {
  if (!result) return element('td', {}, element('small', {}, 'not asked'));
  const [alone, among] = result.got.map(({ decimal }) => sign(decimal));
  const got = element('code', {}, among === undefined ? alone : `${alone} alone, ${among} among others`);
  return result.accepted
    ? element('td', { class: 'kept' }, '✓ ', got)
    : element('td', { class: 'broken', title: result.got.map(describeNumeral).join('; ') }, '✗ ', got);
}

/** Rows of one output: what the page promises, then what each subject gave, under the inputs. */
function outputRows(
  context: ReportContext,
  output: string,
  inputs: readonly string[],
  checks: readonly CheckRecord[],
): Markup[] {
  const resultOf = (check: CheckRecord, input: string): SpecialResult | undefined =>
    check.specials?.find((result) => result.output === output && result.input.decimal === input);
  const promised = inputs.map((input) => {
    const result = checks.map((check) => resultOf(check, input)).find((each) => each !== undefined);
    return element('td', {}, result && element('code', {}, sign(result.expected.decimal)));
  });
  const asked = checks.filter((check) => check.specials?.some((result) => result.output === output));
  return [
    element('tr', {}, element('th', { scope: 'row' }, element('code', {}, output), ' as promised'), promised),
    ...asked.map((check) =>
      element(
        'tr',
        {},
        element(
          'th',
          { scope: 'row' },
          element('span', { class: 'number' }, subjectNumber(context, check.subject)),
          ' ',
          element('code', {}, check.subject),
        ),
        inputs.map((input) => resultCell(resultOf(check, input))),
      ),
    ),
  ];
}

/** What the page promises at zeros, infinities, NaN and named points, and what came: a strip for each format. */
export function specialStrips(context: ReportContext, page: string, checks: readonly CheckRecord[]): Markup[] {
  const asked = checks.filter((check) => check.specials && check.specials.length > 0);
  return [...new Set(asked.map((check) => check.format))].map((format) => {
    const own = asked.filter((check) => check.format === format);
    const results = own.flatMap((check) => check.specials ?? []);
    const inputs = [...new Set(results.map((result) => result.input.decimal))];
    const outputs = [...new Set(results.map((result) => result.output))];
    const head = columnHeads(['Input', ...inputs.map((input) => element('code', {}, place(input)))]);
    return element(
      'figure',
      { class: 'specials' },
      element('figcaption', {}, `Special values, ${format}`),
      wideTable(
        `Special values of ${page}, ${format}`,
        head,
        outputs.map((output) => element('tbody', {}, outputRows(context, output, inputs, own))),
      ),
    );
  });
}
