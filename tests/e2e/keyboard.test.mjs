// A contract of ten pages from open to export in the real window, by real key presses alone.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { keepPicture, madeProject, makeHome, makeWork, open, root, sample } from './window.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for tests';

const contract = join(
  root,
  '../shared/data/contracts',
  'MERITLIFEINSURANCECO_06_19_2020-EX-10.(XIV)-MASTER SERVICES AGREEMENT.PDF',
);
/** The public contract where it lies beside the checkout, else the sample that is part of it. */
const source = existsSync(contract) ? contract : sample('consulting-agreement.pdf');

const text = (file) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
/** Letters and digits only: line ends and hyphens do not hide a value. */
const letters = (value) => value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The selected finding, once it is not `before` and its details are there. */
const selected = (window, before = '') =>
  window.until(
    'a selected finding with its details',
    `const row = document.querySelector('[role=option][aria-selected=true]');
     return row?.id !== arguments[0] && row?.querySelector('.text').innerText
       && document.querySelector('.scroll .evidence') !== null && row.id`,
    60_000,
    before,
  );
/** The finding that is selected now. */
const current = (window) =>
  window.read(`document.querySelector('[role=option][aria-selected=true]')?.id ?? ''`);

/** Tab by Tab to the button whose text begins so. */
async function tabTo(window, text) {
  const there = () =>
    window.read(`(document.activeElement?.innerText ?? '').trim().startsWith(arguments[0])`, text);
  for (let i = 0; i < 150 && !(await there()); i += 1) window.press('Tab');
  assert.ok(await there(), `Tab reaches “${text}”`);
}

test('a contract is reviewed and exported without the mouse', async () => {
  const { home, remove } = makeHome();
  const work = makeWork(home);
  const file = join(work, 'contract.pdf');
  copyFileSync(source, file);
  const before = readFileSync(file);
  const window = await open(home, [file]);
  try {
    await window.ready();
    await window.read(`void (globalThis.mouse = 0,
      ['mousedown', 'pointerdown', 'click'].forEach((kind) =>
        addEventListener(kind, (e) => { if (e.detail > 0) globalThis.mouse += 1; }, true)))`);
    const start = await window.figures();
    assert.ok(start.undecided >= 4, `there is something to decide: ${JSON.stringify(start)}`);

    // One by one: accept, reject, take back.
    window.press('j');
    const first = await selected(window);
    const value = await window.read(`document.querySelector('#' + arguments[0] + ' .text').innerText`, first);
    window.press('a');
    await window.figured('one accepted', (f) => f.accepted === 1);
    await window.until(
      'the next one is selected',
      `return document.querySelector('[role=option][aria-selected=true]')?.id !== arguments[0]`,
      20_000,
      first,
    );
    window.press('r');
    await window.figured('one rejected', (f) => f.rejected === 1);
    window.press('ctrl+z');
    await window.figured('the rejection taken back', (f) => f.rejected === 0);
    window.press('ctrl+shift+z');
    await window.figured('and done again', (f) => f.rejected === 1);

    // Another type and a reason.
    let was = await current(window);
    window.press('j');
    await selected(window, was);
    window.press('t');
    await window.dialog('of types');
    window.write('Organ');
    await window.until(
      'the type is the first of the list',
      `return /^Organi[sz]ation$/.test(document.querySelector('[role=dialog] [data-selected]')?.innerText.trim())`,
    );
    window.press('Return');
    await window.closed();
    await window.figured('another type accepts', (f) => f.accepted === 2);
    window.press('c');
    await window.dialog('of reasons');
    window.write('(b)(4)');
    window.press('Return');
    await window.closed();
    await window.until('the reason is shown', `return document.body.innerText.includes('(b)(4)')`);

    // Everything that reads the same, in the document.
    was = await current(window);
    window.press('j');
    await selected(window, was);
    window.press('e');
    await window.dialog('of what is alike', '\\d finding');
    window.press('2');
    const alike = await window.figured('all alike accepted', (f) => f.accepted >= 3);

    // Marked by hand: words, a box, a page.
    window.press('g');
    await window.dialog('of pages');
    window.write('2');
    window.press('Return');
    await window.closed();
    await window.until('the second page', `return /Page 2 /.test(document.querySelector('main header .page').innerText)`);
    window.press('s');
    await window.until('the marking hint', `return document.querySelector('main .hint') !== null`);
    window.press('Right', 'shift+Right', 'shift+Right', 'Return');
    await window.figured('marked words', (f) => f.accepted === alike.accepted + 1);
    await window.until('the marking ends', `return document.querySelector('main .hint') === null`);
    window.press('b');
    await window.until('the marking hint', `return document.querySelector('main .hint') !== null`);
    window.press('Down', 'shift+Right', 'Return');
    await window.figured('a box', (f) => f.accepted === alike.accepted + 2);

    // Search and redact, without leaving the keys.
    window.press('ctrl+f');
    await window.dialog('of the search');
    window.write('shall');
    window.press('Return');
    await window.until(
      'hits',
      `return /Found [\\d,]+ time/.test(document.querySelector('[role=dialog]')?.innerText ?? '')`,
    );
    await tabTo(window, 'Redact all');
    window.press('Return');
    await window.closed();
    const searched = await window.figured('the search redacted', (f) => f.accepted > alike.accepted + 2);
    window.press('ctrl+z');
    await window.figured('and taken back by one key', (f) => f.accepted === alike.accepted + 2);
    assert.ok(searched.accepted > alike.accepted + 2);

    // The rest at once, after a look at what it is.
    window.press('shift+a');
    await window.dialog('of all', 'decides');
    await tabTo(window, 'Accept');
    window.press('Return');
    await window.figured('nothing undecided', (f) => f.undecided === 0);
    await window.closed();

    window.press('ctrl+e');
    await window.until(
      'the focus on “Export and check”',
      `return /Export and check/.test(document.activeElement?.innerText ?? '')`,
    );
    window.press('Return');
    await window.until('a receipt', `return document.querySelector('.saved, .refused') !== null`, 300_000);
    assert.ok(await window.read(`document.querySelector('.saved') !== null`), await window.text());
    assert.equal(await window.read('globalThis.mouse'), 0, 'the mouse was not used');

    const [written] = readdirSync(work).filter((name) => name.includes('(redacted'));
    assert.ok(written, 'there is a new file');
    assert.ok(letters(text(file)).includes(letters(value)), 'the value was there');
    assert.ok(!letters(text(join(work, written))).includes(letters(value)), `${value} is gone`);
    assert.deepEqual(readFileSync(file), before, 'the source is as it was');
    assert.ok(existsSync(madeProject(home)));
  } catch (error) {
    await keepPicture(window, 'keyboard');
    throw error;
  } finally {
    await window.close();
    remove();
  }
});
