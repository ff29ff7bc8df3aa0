import { VERSION } from '../../suites/version.ts';

/** The text of docs/token-edits.md: what is edited, what the outcomes mean, and the table of a run. */
export function documentOf(table: string, command: string, format: string): string {
  const date = new Date().toISOString().slice(0, 10);
  return `# Every token of a definition, changed

A formula is copied with one thing wrong: a digit, a sign, a function, a symbol taken for another or forgotten. Every such
edit of every equation in the Definition or Step and the Accuracy form of each page is made by machine, and what is left is
judged as an implementation of the page. In a step a value is also taken for that of the step before, and the number of the
step for the one beside it.

| outcome | means |
|---|---|
| equal | the same function (one normal form): it has to pass |
| named | caught, and called by a name that means the function that the edit left |
| class of equals | caught, and called by several names that nothing tells apart, one of which means it |
| caught | caught, and no name given |
| not separable | passed, and no value of a dense sample of other inputs or runs lies outside the accepted classes |
| missed | passed although one does |
| named wrong | called by the name of another function |

Names are checked by normal forms, and where those cannot tell, by enclosures of 160 bits at 300 rational points. Two steps
may differ only at states that neither reaches from its start, and two schedules only between whole steps: where the formulas
differ, other runs than those of any check have to tell the name from the edit. Edits after which the text is no formula any
more are counted and left out. BatchNorm, which has several modes, is not among them.

\`${command}\`, ${format}, ${date}, Assay ${VERSION}, Node ${process.version}:

${table}`;
}
