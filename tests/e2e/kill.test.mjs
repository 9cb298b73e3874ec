// What was decided is on the disk: the window is killed in the middle of a review.

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { keepPicture, madeProject, makeHome, makeWork, open, sample } from './window.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for tests';

test('a kill in the middle of a review loses no decision, and undo goes on from there', async () => {
  const { home, remove } = makeHome();
  const file = join(makeWork(home), 'agreement.pdf');
  copyFileSync(sample('consulting-agreement.pdf'), file);
  let window = await open(home, [file]);
  try {
    await window.ready();
    await window.keys('j');
    for (const [key, wanted] of [
      ['a', { accepted: 1, rejected: 0 }],
      ['r', { accepted: 1, rejected: 1 }],
      ['a', { accepted: 2, rejected: 1 }],
      ['a', { accepted: 3, rejected: 1 }],
    ]) {
      await window.keys(key);
      await window.figured(
        JSON.stringify(wanted),
        (f) => f.accepted === wanted.accepted && f.rejected === wanted.rejected,
      );
    }
    const before = await window.figures();
    await window.kill();

    window = await open(home, [madeProject(home)]);
    await window.ready();
    assert.deepEqual(await window.figures(), before);
    await window.driver.executeScript(
      `dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }))`,
    );
    await window.figured('the last decision taken back', (f) => f.accepted === 2 && f.rejected === 1);
  } catch (error) {
    await keepPicture(window, 'kill');
    throw error;
  } finally {
    await window.close();
    remove();
  }
});

test('a kill while a document is being searched leaves a project that goes on searching', async () => {
  const { home, remove } = makeHome();
  const file = join(makeWork(home), 'letter.docx');
  copyFileSync(sample('discharge-letter.docx'), file);
  let window = await open(home, [file]);
  try {
    await window.until('the document is listed', `return document.querySelector('.document') !== null`);
    await window.kill();
    window = await open(home, [madeProject(home)]);
    await window.ready();
    assert.ok((await window.figures()).undecided > 0);
  } catch (error) {
    await keepPicture(window, 'kill-searching');
    throw error;
  } finally {
    await window.close();
    remove();
  }
});
