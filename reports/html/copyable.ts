import { codeLines, element, type Markup } from './markup.ts';

/** Commands in a box that scrolls by itself; the script of the report adds a button that copies `data-copy`. */
export function copyable(lines: readonly string[], label: string): Markup {
  return element(
    'div',
    { class: 'command', 'data-copy': label },
    element(
      'pre',
      { tabindex: 0, 'aria-label': label, role: 'group' },
      element('code', {}, codeLines(lines.join('\n'))),
    ),
  );
}
