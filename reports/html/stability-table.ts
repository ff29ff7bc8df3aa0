import { describeNumeral } from '../describe-example.ts';
import type { CheckRecord, Numeral, StabilityRegion, StabilityThreshold } from '../record.ts';
import type { ReportContext } from './context.ts';
import { type Content, element, type Markup } from './markup.ts';
import { columnHeads, subjectLabel, wideTable } from './table.ts';

const EVENTS = { overflow: 'infinite', underflow: 'zero', nan: 'NaN' } as const;

const numeral = (at: Numeral): Markup => element('code', { title: describeNumeral(at) }, at.decimal);

/** `absolute from -103 to -17.3, and beyond`. */
function regionText({ class: name, from, to, open }: StabilityRegion): Content {
  const beyond =
    open === undefined
      ? ''
      : open === 'both'
        ? ' and beyond both ends'
        : ` and beyond the ${open === 'from' ? 'first' : 'second'}`;
  return [`${name} from `, numeral(from), ' to ', numeral(to), beyond];
}

function thresholdText({ event, side, subject, exact }: StabilityThreshold): Content {
  const at = (x: Numeral | undefined): Content => (x ? ['from ', numeral(x), ' on'] : 'never');
  return [`${EVENTS[event]} on the ${side} side: `, at(subject), '; exactly ', at(exact)];
}

/** Where each subject leaves the sound classes, and where it first becomes infinite, zero or NaN beside where it must. */
export function stabilityTables(context: ReportContext, page: string, checks: readonly CheckRecord[]): Markup[] {
  const asked = checks.filter(
    ({ stability }) => stability && stability.regions.length + stability.thresholds.length > 0,
  );
  return [...new Set(asked.map((check) => check.format))].map((format) => {
    const rows = asked
      .filter((check) => check.format === format)
      .flatMap(({ subject, stability }) => {
        const said = [
          ...(stability?.regions ?? []).map((region) => [region.output, regionText(region)] as const),
          ...(stability?.thresholds ?? []).map((threshold) => [threshold.output, thresholdText(threshold)] as const),
        ];
        return [...new Set(said.map(([output]) => output))].map((output) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, subjectLabel(context, subject)),
            element('td', {}, element('code', {}, output)),
            element(
              'td',
              {},
              element(
                'ul',
                {},
                said.filter(([of]) => of === output).map(([, text]) => element('li', {}, text)),
              ),
            ),
          ),
        );
      });
    return element(
      'figure',
      { class: 'specials' },
      element('figcaption', {}, `Stability, ${format}`),
      wideTable(
        `Stability of ${page}, ${format}`,
        columnHeads(['Subject', 'Output', 'Regions and thresholds']),
        element('tbody', {}, rows),
      ),
    );
  });
}
