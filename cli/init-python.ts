import type { Page } from '../spec/language/page.ts';
import { templatePage } from './template-page.ts';

/** A Python file for a stateful page, complete but for its step: that raises until it is written. */
export function pythonOptimizer(source: Page): string {
  const page = templatePage(source);
  const like = page.call[0]!;
  const [output = 'y'] = page.outputs;
  const slots = page.states.map(({ key }) => `'${key}': self.${key}`);
  const given = page.call.map((key) => `{${key}.size} of ${key}`).join(', ');
  const lines = [
    `# ${page.title}, judged by: npx assay run ./<this file>`,
    `# What the page says:   npx assay explain ${page.id}`,
    '',
    'import numpy as np',
    '',
    `claims = '${page.id}'`,
    "format = 'float64'  # or 'float32', or a list of both",
    '',
    '',
    'class create:',
    '    def __init__(self, hyper):',
    ...page.hyper.map(({ key, about }) => `        # hyper.${key} is ${about}`),
    '        self.hyper = hyper',
    ...page.states.map(({ key, start, about, elementwise }) => {
      const value = elementwise ? 'None' : String(start);
      return `        self.${key} = ${value}  # ${about}`;
    }),
    ...(slots.length === 0 ? [] : ['        self.t = 0']),
    '',
    `    def step(self, ${page.call.join(', ')}):`,
    ...(slots.length === 0 ? [] : ['        self.t += 1']),
    ...page.states
      .filter(({ elementwise }) => elementwise)
      .flatMap(({ key, start }) => [
        `        if self.${key} is None:`,
        `            self.${key} = np.full_like(${like}, ${start})`,
      ]),
    ...(slots.length === 0 ? [] : ['']),
    '        # The page:',
    ...page.equations.map((each) => `        #   ${each}`),
    `        # Leave the arrays of the caller alone, and return a new ${output}.`,
    `        raise NotImplementedError(f'step() is not written yet: it was given ${given}')`,
    '',
    '    # Optional from here: with it Assay says which equation breaks, and tests restarts and changes of lr.',
    ...(slots.length === 0
      ? []
      : [
          '    def state(self):',
          `        return {${[...slots, "'t': self.t"].join(', ')}}`,
          '',
          '    def load(self, state):',
          ...page.states.map(({ key }) => `        self.${key} = state['${key}']`),
          "        self.t = int(state.get('t', self.t))",
          '',
        ]),
    '    def set(self, changed):',
    '        self.hyper.update(changed)',
  ];
  return `${lines.join('\n')}\n`;
}
