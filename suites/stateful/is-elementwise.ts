import type { Page } from '../../spec/language/page.ts';

/** Does the page act on each element of what it is given by itself? */
export const isElementwise = (page: Page): boolean =>
  page.call.every((key) => page.symbols.get(key)?.elementwise === true);
