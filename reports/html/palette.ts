/**
 * Colours of the report, light and dark. Text on its ground has a contrast of at least 4.5 in both, lines and marks of
 * at least 3 (WCAG 2.2, 1.4.3 and 1.4.11); test/html-report.test.ts measures them in a browser.
 */
type Theme = Readonly<Record<string, string>>;

const LIGHT: Theme = {
  ground: '#fbfbf9',
  card: '#ffffff',
  ink: '#1b1e22',
  muted: '#565c64',
  rule: '#dadbd6',
  code: '#f1f1ec',
  link: '#1a4f9c',
  'pass-ink': '#14602b',
  'pass-ground': '#e3f2e7',
  'variant-ink': '#17536f',
  'variant-ground': '#e0eff6',
  'unstable-ink': '#714500',
  'unstable-ground': '#fbedcd',
  'mistake-ink': '#961a45',
  'mistake-ground': '#fae2eb',
  'fail-ink': '#9f1414',
  'fail-ground': '#fbe3e1',
  'nondeterministic-ink': '#652789',
  'nondeterministic-ground': '#f0e4f7',
  'error-ink': '#853000',
  'error-ground': '#fce5d6',
  'inconclusive-ink': '#454a51',
  'inconclusive-ground': '#e7e8ea',
  'none-ink': '#565c64',
  'none-ground': '#f1f1ec',
  'line-0': '#1f5fbf',
  'line-1': '#c2410c',
  'line-2': '#0f766e',
  'line-3': '#86198f',
  'line-4': '#7a5200',
  'line-5': '#4b5563',
};

const DARK: Theme = {
  ground: '#15171a',
  card: '#1c1f23',
  ink: '#e6e6e2',
  muted: '#a5abb2',
  rule: '#363a40',
  code: '#25292e',
  link: '#8fbaf7',
  'pass-ink': '#88d89e',
  'pass-ground': '#16301f',
  'variant-ink': '#88caee',
  'variant-ground': '#122c3a',
  'unstable-ink': '#f1c265',
  'unstable-ground': '#382a0b',
  'mistake-ink': '#f79fbe',
  'mistake-ground': '#3e1927',
  'fail-ink': '#ffa198',
  'fail-ground': '#421b19',
  'nondeterministic-ink': '#d5a9f4',
  'nondeterministic-ground': '#311d41',
  'error-ink': '#ffb386',
  'error-ground': '#3e2313',
  'inconclusive-ink': '#c6cbd1',
  'inconclusive-ground': '#2c3035',
  'none-ink': '#a5abb2',
  'none-ground': '#25292e',
  'line-0': '#7fb2ff',
  'line-1': '#ff9e66',
  'line-2': '#4fd1bf',
  'line-3': '#e08bf0',
  'line-4': '#e3b34d',
  'line-5': '#b8c0cc',
};

const declarations = (theme: Theme): string =>
  Object.entries(theme)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** Custom properties of both themes. Print is light whatever the screen is. */
export const PALETTE = `:root{color-scheme:light dark;${declarations(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${declarations(DARK)}}}
`;
