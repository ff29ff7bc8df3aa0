/** A page of the user's own: one that is sound as it stands, so that every change shows what it breaks. */
export function pageTemplate(): string {
  return `---
id: my/squareplus
title: Squareplus
kind: scalar
symbols:
  x: {latex: x, role: input, elementwise: true}
  y: {latex: y, role: output, of: [x], elementwise: true}
call: [x]
facts: {}
sources: []
---

# Squareplus

Replace the formulas by your own; \`npx assay check-spec\` says what does not follow from what.

## Definition

\`\`\`math
y(x) = \\frac{x + \\sqrt{x^2 + 4}}{2}
\`\`\`

## Derivative

\`\`\`math
y'(x) = \\frac{1}{2} + \\frac{x}{2 \\sqrt{x^2 + 4}}
\`\`\`
`;
}
