// A ten-page contract from the first finding to the receipt, without the mouse.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { closed, open, press, says, start } from './page.mjs';

let window;
before(async () => (window = await start()));
after(() => window.close());

const counts = (page) =>
  page.evaluate(
    () =>
      globalThis.fake.calls.length &&
      globalThis.fake.start().then((s) => s.project.documents[0].counts),
  );

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
  await press(page, 'j');
  await open(page, 't');
  await page.keyboard.type('Organ');
  await press(page, 'Enter');
  await closed(page);
  await open(page, 'c');
  await page.keyboard.type('(b)(6)');
  await press(page, 'Enter');
  await says(page, /\(b\)\(6\)/);

  // All alike in the document.
  await press(page, 'j');
  await page.waitForSelector('.scroll .evidence');
  await open(page, 'e');
  await says(page, /In this document\s*\d+ finding/);
  await press(page, '2');
  await closed(page);

  // A page whose notice nobody read cannot be called seen.
  await open(page, 'g');
  await page.keyboard.type('3');
  await press(page, 'Enter');
  await closed(page);
  await says(page, /Page 3 \/ 10/);
  await open(page, 'm');
  await says(page, /picture without text/);
  await press(page, 'Escape');
  await closed(page);

  // Words by keyboard, a box by keyboard, a whole page.
  const before = (await counts(page)).accepted;
  const marked = (n) => until(page, (c) => c.accepted === before + n, `${n} marks`);
  await press(page, 'j', 's', 'ArrowRight', 'Shift+ArrowRight', 'Enter');
  await marked(1);
  await press(page, 'b', 'ArrowDown', 'Shift+ArrowRight', 'Enter');
  await marked(2);
  await press(page, 'w');
  await marked(3);

  // Search and redact.
  await open(page, 'Control+f');
  await page.keyboard.type('okonkwo');
  await press(page, 'Enter');
  await says(page, /Found \d+ times/);
  await tabTo(page, 'Redact all');
  await press(page, 'Enter');
  await closed(page);

  // Undo and redo, then everything that is left, one by one.
  const some = (await counts(page)).undecided;
  await press(page, 'Control+z');
  await until(page, (c) => c.undecided > some, 'undo takes the search back');
  await press(page, 'Control+Shift+Z');
  await until(page, (c) => c.undecided === some, 'redo does it again');
  await press(page, 'j');
  for (let i = 0; i < 120 && (await counts(page)).undecided > 0; i += 1) {
    await press(page, i % 5 === 0 ? 'r' : 'a');
  }
  assert.equal((await counts(page)).undecided, 0);
  await press(page, 'Shift+M');
  await says(page, /cannot be called done|Done: everything/);

  await open(page, 'Control+e');
  await page.waitForFunction(() => /Export and check/.test(document.activeElement?.innerText));
  await press(page, 'Enter');
  await says(page, /Saved and checked/);
  assert.equal(await page.evaluate(() => globalThis.mouse), undefined, 'the mouse was not used');
  assert.deepEqual(page.problems, []);
  await page.close();
});

/** Waits until the figures of the first document are as `test` wants them. */
async function until(page, test, what) {
  const end = Date.now() + 10_000;
  while (!test(await counts(page))) {
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(await counts(page))}`);
    await page.waitForTimeout(30);
  }
}

/** Tab by Tab to the button whose text begins so. */
async function tabTo(page, text) {
  const there = () =>
    page.evaluate((t) => document.activeElement?.innerText?.trim().startsWith(t), text);
  for (let i = 0; i < 150 && !(await there()); i += 1) await page.keyboard.press('Tab');
  assert.ok(await there(), `Tab reaches “${text}”`);
}

test('the focus goes back to where it was when a dialog closes', async () => {
  const page = await window.at();
  await page.focus('#viewer');
  await open(page, '?');
  await press(page, 'Escape');
  await closed(page);
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
    await page.waitForSelector('.scroll .evidence');
    await open(page, key);
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
    await closed(page);
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
