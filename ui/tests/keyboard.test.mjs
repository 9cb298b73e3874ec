// A ten-page contract from the first finding to the receipt, without the mouse.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { press, start } from './page.mjs';

let window;
before(async () => (window = await start()));
after(() => window.close());

const counts = (page) =>
  page.evaluate(
    () =>
      globalThis.fake.calls.length &&
      globalThis.fake.start().then((s) => s.project.documents[0].counts),
  );
const text = (page) => page.evaluate(() => document.body.innerText);

test('review, mark, search, export', async () => {
  const page = await window.at('pages=10&findings=90');
  await page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown', 'click']) {
      addEventListener(kind, (e) => e.detail > 0 && (globalThis.mouse = kind), true);
    }
  });

  await press(page, 'j', 'a', 'r', 'u');
  assert.deepEqual(
    await page.evaluate(() => globalThis.fake.calls.filter((c) => c === 'decide').length),
    3,
    'each decision is one call',
  );

  // Another type and a reason for the selected one.
  await press(page, 'j', 't');
  await page.keyboard.type('Organ');
  await press(page, 'Enter');
  await press(page, 'c');
  await page.keyboard.type('(b)(6)');
  await press(page, 'Enter');
  await page.waitForTimeout(300);
  assert.match(await text(page), /\(b\)\(6\)/);

  // All alike in the document.
  await press(page, 'j');
  await page.waitForTimeout(300);
  await press(page, 'e', '2');

  // A page whose notice nobody read cannot be called seen.
  await press(page, 'g');
  await page.keyboard.type('3');
  await press(page, 'Enter');
  await page.waitForTimeout(200);
  await press(page, 'm');
  assert.match(await text(page), /picture without text/);
  await page.keyboard.press('Escape');

  // Words by keyboard, a box by keyboard, a whole page.
  const before = (await counts(page)).accepted;
  await press(page, 'j', 's', 'ArrowRight', 'Shift+ArrowRight', 'Enter');
  await page.waitForTimeout(200);
  await press(page, 'b', 'ArrowDown', 'Shift+ArrowRight', 'Enter');
  await page.waitForTimeout(200);
  await press(page, 'w');
  await page.waitForTimeout(200);
  assert.equal((await counts(page)).accepted, before + 3, 'three marks were added');

  // Search and redact.
  await press(page, 'Control+f');
  await page.keyboard.type('okonkwo');
  await press(page, 'Enter');
  await page.waitForTimeout(200);
  assert.match(await text(page), /Found \d+ times/);
  await press(page, 'Tab', 'Tab', 'Tab', 'Tab');
  await page.evaluate(() =>
    [...document.querySelectorAll('.foot button')]
      .find((b) => /Redact all/.test(b.innerText))
      ?.focus(),
  );
  await press(page, 'Enter');
  await page.waitForTimeout(200);

  // Undo and redo, then everything that is left, one by one.
  const some = (await counts(page)).undecided;
  await press(page, 'Control+z');
  assert.ok((await counts(page)).undecided > some, 'undo takes the search back');
  await press(page, 'Control+Shift+Z');
  assert.equal((await counts(page)).undecided, some);
  await press(page, 'j');
  for (let i = 0; i < 120 && (await counts(page)).undecided > 0; i += 1) {
    await press(page, i % 5 === 0 ? 'r' : 'a');
  }
  assert.equal((await counts(page)).undecided, 0);

  await press(page, 'Control+e');
  await page.waitForTimeout(300);
  await page.evaluate(() =>
    [...document.querySelectorAll('.foot button')]
      .find((b) => /Export and check/.test(b.innerText))
      ?.focus(),
  );
  await press(page, 'Enter');
  await page.waitForTimeout(300);
  assert.match(await text(page), /Saved and checked/);
  assert.equal(await page.evaluate(() => globalThis.mouse), undefined, 'the mouse was not used');
  assert.deepEqual(page.problems, []);
  await page.close();
});

test('the focus goes back to where it was when a dialog closes', async () => {
  const page = await window.at();
  await page.focus('#viewer');
  await press(page, '?', 'Escape');
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'viewer');
  await page.close();
});

for (const [key, wanted] of [
  ['Control+f', 'INPUT'],
  ['Control+k', 'INPUT'],
  ['Control+n', 'INPUT'],
  ['g', 'INPUT'],
  ['c', 'INPUT'],
  ['t', 'INPUT'],
  ['e', 'BUTTON'],
]) {
  test(`the dialog of ${key} takes the focus from the page and gives it back`, async () => {
    const page = await window.at();
    await page.focus('#viewer');
    await press(page, 'j');
    await page.waitForTimeout(250);
    await press(page, key);
    await page.waitForTimeout(150);
    const [tag, inside, closes] = await page.evaluate(() => {
      const at = document.activeElement;
      return [
        at?.tagName,
        at?.closest('[role=dialog]') !== null,
        at?.classList.contains('dialog-close'),
      ];
    });
    assert.deepEqual([tag, inside, closes], [wanted, true, false]);
    await press(page, 'Escape');
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'viewer');
    await page.close();
  });
}

test('typing in the filter decides nothing', async () => {
  const page = await window.at();
  await press(page, 'j', '/');
  await page.keyboard.type('area');
  assert.equal((await counts(page)).accepted, 0);
  assert.equal(await page.inputValue('#filter'), 'area');
  await page.close();
});
