// Budgets at 1,000 pages and 10,000 findings: what is counted does not depend on the machine.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idle, press, start } from './page.mjs';

let window;
let page;
before(async () => {
  window = await start();
  page = await window.at('pages=1000&findings=10000');
  await page.waitForFunction(() => /10,000 of 10,000/.test(document.body.innerText), {
    timeout: 30_000,
  });
});
after(() => window.close());

const NODES = 400;
const BYTES = 64 * 1024;

const nodes = () =>
  page.evaluate(
    () =>
      document.querySelectorAll('[role=listbox] *').length +
      document.querySelectorAll('.leaf svg, .leaf svg *').length,
  );

test('list and overlays stay small wherever one is', async () => {
  const counted = [];
  for (const leaf of [1, 500, 1000]) {
    await press(page, 'g');
    await page.keyboard.type(String(leaf));
    await press(page, 'Enter');
    await idle(page);
    counted.push(await nodes());
  }
  await page.evaluate(() => (document.querySelector('[role=listbox]').scrollTop = 220_000));
  await idle(page);
  counted.push(await nodes());
  console.log(`elements in list and overlays: ${counted.join(', ')}`);
  assert.ok(Math.max(...counted) <= NODES);
  assert.ok(Math.min(...counted) > 50, 'there is something to count');
});

test('a decision is one call and changes a few elements', async () => {
  await press(page, 'j');
  await idle(page);
  await page.evaluate(() => {
    globalThis.fake.calls.length = 0;
    globalThis.touched = 0;
    new MutationObserver((all) => (globalThis.touched += all.length)).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await press(page, 'a');
  await idle(page);
  const [calls, touched] = await page.evaluate(() => [globalThis.fake.calls, globalThis.touched]);
  assert.deepEqual(
    calls.filter((c) => !['page', 'finding'].includes(c)),
    ['decide'],
  );
  console.log(`changes in the document for one decision: ${touched}`);
  assert.ok(touched <= 250, `${touched} changes`);
});

test('no answer of an action is larger than 64 KB, a bulk of 10,000 included', async () => {
  await press(page, 'Shift+A');
  await page.click('text=/^Accept 10,000/');
  await idle(page);
  await press(page, 'Control+z', 'v', 'j');
  const sizes = await page.evaluate(() => globalThis.fake.sizes);
  console.log('largest answers in bytes:', JSON.stringify(sizes));
  for (const [name, bytes] of Object.entries(sizes)) assert.ok(bytes <= BYTES, `${name}: ${bytes}`);
  assert.ok(sizes.decide > 0 && sizes.findings > 0);
});
