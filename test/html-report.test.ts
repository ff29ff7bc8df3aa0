import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../reports/html/html-report.ts';
import type { CheckRecord, ResultRecord } from '../reports/record.ts';
import { largeRun } from '../reports/testing/large-run.ts';
import { sampleRecords } from '../reports/testing/sample-records.ts';

/** Where the system keeps its Chromium; `undefined` where it has none. */
function findChromium(): string | undefined {
  try {
    return execFileSync(
      'sh',
      ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'],
      {
        encoding: 'utf8',
      },
    ).trim();
  } catch {
    return undefined;
  }
}

const executable = findChromium();

const large = largeRun();
const isCheck = (record: ResultRecord): record is CheckRecord => record.type === 'check';
/** One of everything: each verdict, plots of two subjects, special values, what was not tested, more than five findings. */
const small: ResultRecord[] = [
  ...sampleRecords,
  ...large.filter((record) => record.type === 'page' && /-[12]$/.test(record.id)),
  ...large.filter((record) => 'page' in record && /-[12]$/.test(record.page) && record.subject.startsWith('tfjs')),
];

describe('a report of 150 checks by four subjects', () => {
  it('is smaller than a megabyte, though every function has the largest profile there is', () => {
    expect(large.filter(isCheck)).toHaveLength(600);
    expect(Buffer.byteLength(htmlReport(large))).toBeLessThan(1_000_000);
  });
});

// Without a browser nothing can be said about what one shows: .ci/run installs Debian's chromium where it can.
describe.skipIf(executable === undefined)('the HTML report in Chromium (skipped where none is installed)', () => {
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-html-'));
    writeFileSync(join(folder, 'small.html'), htmlReport(small));
    // Chromium's own sandbox does not work for root, as which containers run tests.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: executable!, args });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a report without a network; `complaints` holds every message of the console and every request but its own. */
  async function open(name: string, options: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ ...options, offline: true });
    const page = await context.newPage();
    const complaints: string[] = [];
    const address = pathToFileURL(join(folder, name)).href;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address) complaints.push(request.url());
    });
    await page.goto(address);
    return { page, complaints };
  }

  const openAll = (page: Page): Promise<void> =>
    page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);

  // Only colours and sizes differ in the second one.
  it.each([
    ['light', 1400, {}],
    ['dark', 390, { runOnly: ['color-contrast', 'target-size', 'scrollable-region-focusable'] }],
  ] as const)(
    'has no accessibility fault, asks for nothing and prints no error in %s at %i px',
    async (colorScheme, width, rules) => {
      const { page, complaints } = await open('small.html', { colorScheme, viewport: { width, height: 900 } });
      await openAll(page);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(rules)})`);
      expect(violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html])).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('would notice: a picture from elsewhere is a request refused by the policy, and one without a text a fault', async () => {
    const report = htmlReport(sampleRecords).replace('<main>', '<main><img src="https://example.org/x.png">');
    writeFileSync(join(folder, 'planted.html'), report);
    const { page, complaints } = await open('planted.html', {});
    expect(complaints.join()).toContain('Content Security Policy');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>(`axe.run({ runOnly: ['image-alt'] })`);
    expect(violations.map(({ id }) => id)).toEqual(['image-alt']);
    await page.context().close();
  });

  it('never scrolls sideways as a page, at 390 or 1400 px, with every section open', async () => {
    const { page } = await open('small.html', { viewport: { width: 390, height: 900 } });
    await openAll(page);
    for (const width of [390, 1400]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.context().close();
  });

  it('can be read without scripts: sections open, and the choice of a verdict hides the others', async () => {
    const { page, complaints } = await open('small.html', { javaScriptEnabled: false, reducedMotion: 'reduce' });
    const second = page.locator('details.finding').nth(1);
    expect(await second.locator('.body').isVisible()).toBe(false);
    await second.locator('summary').click();
    expect(await second.locator('.body').isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.locator('label[for=show-mistake]').click();
    const shown = await page.locator('details.finding:visible').count();
    expect(shown).toBeGreaterThan(0);
    expect(await page.locator('details.finding:visible:not([data-v=mistake])').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('copies a command, and opens the section that a link points into', async () => {
    const { page } = await open('small.html', { permissions: ['clipboard-read', 'clipboard-write'] });
    const last = page.locator('details.finding').last();
    const link = (await last.locator('.body').getAttribute('id'))!;
    expect(await last.getAttribute('open')).toBeNull();
    await page.evaluate(`location.hash = ${JSON.stringify(link)}`);
    const command = last.locator('.command').last();
    await command.getByRole('button').click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await command.locator('code').textContent());
    await page.context().close();
  });

  it('draws formulas and plots: neither is without size', async () => {
    const { page } = await open('small.html', {});
    await openAll(page);
    for (const what of ['math', '.plot .wide svg', '.bar']) {
      const box = await page.locator(what).first().boundingBox();
      expect(box?.width, what).toBeGreaterThan(10);
      expect(box?.height, what).toBeGreaterThan(5);
    }
    await page.context().close();
  });
});
