import { OUTCOMES, type Outcome } from '../activation-diagnosis/score.ts';
import { CALLED } from './called.ts';
import { isPython, nameOf, type ScoredRule } from './score.ts';

const FAMILIES: readonly (readonly [prefix: string, title: string])[] = [
  ['optimizer/', 'Optimizers'],
  ['schedule/', 'Schedules'],
  ['gradient/', 'Gradient rules'],
];

const count = (scored: readonly ScoredRule[], outcome: Outcome): number =>
  scored.filter((one) => one.outcome === outcome).length;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function countsTable(scored: readonly ScoredRule[]): string {
  const families = FAMILIES.map(([prefix, title]) => {
    const own = scored.filter(({ planted }) => planted.claims.startsWith(prefix));
    return [title, own.length, ...OUTCOMES.map((outcome) => count(own, outcome))];
  });
  const all = ['All', scored.length, ...OUTCOMES.map((outcome) => count(scored, outcome))];
  const head = ['', 'judged', ...OUTCOMES];
  return [head, head.map(() => '---'), ...families, all].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function expectedOf({ planted: { expected } }: ScoredRule): string {
  switch (expected.kind) {
    case 'named':
      return 'hypothesis' in expected ? expected.hypothesis.join(' + ') : expected.suggestedId;
    case 'behaviour':
      return `behaviour: ${expected.says}`;
    case 'unnamed':
      return 'no name';
  }
}

function rows(scored: readonly ScoredRule[]): string {
  const lines = scored.map((one) => {
    const { planted, outcome, answer, where } = one;
    const same = CALLED[nameOf(planted)]?.same;
    const given = same === undefined ? answer : `${answer} (${same})`;
    return [`\`${planted.file.replace(/^wrong\//, '')}\``, planted.wrong, expectedOf(one), outcome, given, where]
      .map(cell)
      .join(' | ');
  });
  const head = 'module | what is wrong | expected | outcome | Assay says | first equation that breaks';
  return [`| ${head} |`, '| --- | --- | --- | --- | --- | --- |', ...lines.map((line) => `| ${line} |`)].join('\n');
}

/** The whole table for people, with how to make it again. */
export function documentOf(scored: readonly ScoredRule[]): string {
  const python = scored.filter(({ planted }) => isPython(planted)).length;
  const sections = FAMILIES.map(([prefix, title]) => {
    const own = scored.filter(({ planted }) => planted.claims.startsWith(prefix));
    return `## ${title}\n\n${rows(own)}\n`;
  });
  return `# What wrong optimizers, schedules and gradient rules are called

Written by \`npm run optimizers\`: ${scored.length} wrong implementations, ${python} of them in Python, all by hand.
The modules were written from the papers, and the answer for each was written down, without a look at
the page that it claims; only the pages of AdamW and of the cosine schedule with warm-up were known, of which the modules
of Adam, AdamW and that schedule speak. The authors of the pages in turn were given the ids of the list. So the
table shows that the judge finds what was planted and says nothing that is not so; it is no blind measure of how many
mistakes the pages know.
The list is \`test/subjects/expected-optimizers.json\`. Each was judged like the file of a user, by every check of its page.

An outcome is *named right* where the one answer is the mistake that was planted, *class of equals* where several names
with equal formulas are given and the planted one is among them, *not separable* where the answers cannot be told apart in
the format, *caught without a name* where the subject fails and nothing is claimed about why, *missed* where it passes or
the judging ended with an error, and *named wrong* where any check said anything that is not so.
A page may know a mistake by another name than its author suggested: the formula in brackets is what both are. An answer
that begins with *variant* is a convention that the page accepts: it fails in the strict profile only.

${countsTable(scored)}

${sections.join('\n')}`;
}
