import { VERSION } from '../../suites/version.ts';
import type { AlarmCount } from './alarms.ts';

interface Outcome {
  readonly table: string;
  readonly all: AlarmCount;
  readonly command: string;
  readonly minutes: number;
}

/** The text of docs/false-alarms.md, of a run without an alarm. */
export function documentOf({ table, all, command, minutes }: Outcome): string {
  const date = new Date().toISOString().slice(0, 10);
  return `# False alarms

A judge that cries wolf is of no use, so Assay is judged as well: by ${all.files.length} modules that are right. They lie under
\`test/subjects/sound/\`, at least four for each page, written without a look at the pages: the textbook form, folded, fused,
compensated and pairwise sums, running powers, hidden states, half-precision weights, every operation rounded to single. None
of them cancels what its inputs do not. Some are an accepted variant of their page, and have to be recognised as that one.

Each is judged by every check of its page, with ${all.seeds} seeds. The first seed runs what is the same for all
of them too (every bfloat16 pattern, the neighbourhoods of landmarks, a grid, the walk along the axis, the comparisons of a
subject with itself); the others run what a seed changes. An alarm is any verdict but a pass or an accepted variant: a
mistake or a failure, the name of another variant, instability, a subject called nondeterministic, and also an \`inconclusive\`, since a judge that never
decides would raise no alarm either. For the same reason values that prove nothing are counted: a check may have 10 % of
them, and sees at least 1,000 values for each seed (special and extreme values and comparisons of a subject with itself
excepted, which are fixed lists).

${table}
The last column is the largest share of such values in any one check with any one seed; the fewest values that a check judged
with a seed were ${all.fewest}.

None was called wrong.

Measured with \`${command}\` (Assay ${VERSION}, Node ${process.version}, ${date}, ${minutes.toFixed(0)} minutes in two processes).
\`npm test\` repeats it with one seed of ten for every third module, and what is the same for every seed for one page in four.
`;
}
