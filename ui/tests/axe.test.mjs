// Axe finds nothing on any screen, in light, dark and high contrast.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { idle, press, start } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let window;
before(async () => (window = await start()));
after(() => window.close());

/** Name, how it is opened, keys that lead there. */
const screens = [
  ['start', 'first=start', []],
  ['empty project', 'first=empty', []],
  ['review', '', ['j']],
  ['review with the first steps', 'guided=no', ['j', 'a']],
  ['text document', '', ['d', 'j']],
  ['document that cannot be read', '', ['Shift+D']],
  ['side by side', '', ['j', 'a', 'v']],
  ['marking', '', ['j', 's']],
  ['filters', '', ['click:.more']],
  ['palette', '', ['Control+k']],
  ['keys', '', ['?']],
  ['legend', '', ['l']],
  ['export', '', ['j', 'a', 'Control+e']],
  [
    'receipt',
    '',
    [
      'click:text=Decide all',
      'click:text=/^Accept \\d/',
      'Control+e',
      'click:text=Export and check',
    ],
  ],
  [
    'refused export',
    'export=refused',
    [
      'click:text=Decide all',
      'click:text=/^Accept \\d/',
      'Control+e',
      'click:text=Export and check',
      'see:.left',
    ],
  ],
  ['alike', '', ['j', 'see:.scroll .evidence', 'e']],
  [
    'alike with other spellings',
    '',
    [
      'click:[role=option] .text >> text=/^Holloway$/',
      'see:.occurrences .variant',
      'e',
      'v',
      'see:fieldset',
    ],
  ],
  ['encrypted file', '', ['locked']],
  ['near-misses', '', ['y', 'ArrowDown', 'see:.scroll .evidence']],
  ['bulk', '', ['Shift+A']],
  ['search', '', ['Control+f', 'type:Holloway', 'Enter']],
  ['type', '', ['j', 't']],
  ['reason', '', ['j', 'c']],
  ['history', '', ['j', 'a', 'h']],
  ['notices', '', ['Shift+N']],
  ['thresholds', '', ['Shift+T']],
  ['passphrase', '', ['Control+n']],
  ['settings', '', ['Control+,']],
  ['settings, detection', '', ['Control+,', 'click:text=Detection']],
  [
    'settings, device tested',
    '',
    ['Control+,', 'click:text=Detection', 'click:text=Test this device', 'click:summary'],
  ],
  ['policy', '', ['Control+p', 'see:.policy table']],
  ['policy, lists', '', ['Control+p', 'see:.policy table', 'click:text=Always and never']],
  ['policy, pages and codes', '', ['Control+p', 'see:.policy table', 'click:text=Pages and codes']],
  ['policy, categories', '', ['Control+p', 'see:.policy table', 'harbor', 'click:text=Coverage']],
  ['policy, refused', '', ['Control+p', 'see:.policy table', 'click:text=Import…']],
  ['settings, appearance', '', ['Control+,', 'click:text=Appearance']],
  ['privacy', '', ['Control+,', 'click:text=Privacy']],
];

async function go(page, steps) {
  for (const step of steps) {
    if (step.startsWith('see:')) await page.waitForSelector(step.slice(4));
    else if (step.startsWith('click:')) await page.click(step.slice(6));
    else if (step === 'harbor') await page.selectOption('.head select', 'hipaa-safe-harbor');
    else if (step === 'locked') {
      await page.evaluate(() =>
        globalThis.fake.tell({ kind: 'locked', name: 'deed.pdf', path: '/deed.pdf' }),
      );
    } else if (step.startsWith('type:')) await page.keyboard.type(step.slice(5));
    else await press(page, step);
  }
  await idle(page);
}

const themes = ['light', 'dark', 'contrast'];

test('the setting chooses the colours', async () => {
  const backgrounds = new Set();
  for (const theme of themes) {
    const page = await window.at(`theme=${theme}&first=start`);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
    backgrounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await page.close();
  }
  assert.ok(backgrounds.size > 1, 'the colours differ');
});

for (const [name, query, steps] of screens) {
  // Opened once and shown in each theme, since opening takes most of the time.
  test(name, async (screen) => {
    const page = await window.at(query);
    await go(page, steps);
    await page.evaluate(axe);
    for (const theme of themes) {
      await screen.test(theme, async () => {
        await page.evaluate((wanted) => {
          document.documentElement.dataset.theme = wanted;
        }, theme);
        await idle(page);
        const found = await page.evaluate(() =>
          globalThis.axe.run(document, { resultTypes: ['violations'] }),
        );
        const said = found.violations.map(
          (v) =>
            `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ''}`).join(' | ')}`,
        );
        assert.deepEqual(said, []);
        assert.equal(
          await page.evaluate(() => document.documentElement.dataset.theme),
          theme,
          'the colours stayed while they were looked at',
        );
        assert.deepEqual(page.problems, []);
        if (process.env.PICTURES) {
          await page.screenshot({ path: `${process.env.PICTURES}/${name} ${theme}.png` });
        }
      });
    }
    await page.close();
  });
}

test('text of twice the size fits the window', async () => {
  const page = await window.at('text=200');
  await go(page, ['j']);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels stick out`);
  const box = await page.locator('.actions button').first().boundingBox();
  assert.ok(box && box.x + box.width <= 1360, 'the buttons are in sight');
  await page.close();
});
