// The main job in the real window: open, decide by keyboard, export, look at the bytes, come back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { test } from 'node:test';

import { makeHome, open, root, sample } from './window.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for tests';

/** A key with modifiers, which the driver sends unreliably to this browser. */
const press = (window, key) =>
  window.driver.executeScript(
    'dispatchEvent(new KeyboardEvent("keydown", { ...arguments[0], bubbles: true, cancelable: true }))',
    key,
  );

/** Everything readable in a written file, as other programs read it. */
const readers = {
  pdf: (file) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }),
  docx: (file) => execFileSync('unzip', ['-p', file], { encoding: 'latin1' }),
  txt: (file) => readFileSync(file, 'utf8'),
};

/** Public documents, where a checkout of them lies beside the repository. */
const real = (path) => join(root, '..', 'shared', 'data', path);
const documents = [
  sample('consulting-agreement.pdf'),
  sample('discharge-letter.docx'),
  sample('email.txt'),
  real('contracts/PACIFICSYSTEMSCONTROLTECHNOLOGYINC_08_24_2000-EX-10.53-SPONSORSHIP AGREEMENT.PDF'),
  real('contracts/CardlyticsInc_20180112_S-1_EX-10.16_11002987_EX-10.16_Maintenance Agreement3.txt'),
  real('documents/libreoffice/sw/qa/extras/layout/data/tdf164499.docx'),
].filter((path) => existsSync(path));

for (const source of documents) {
  const name = basename(source);
  const kind = extname(source).slice(1).toLowerCase();
  test(`${name}: everything found is gone from the export, and the project comes back`, async () => {
    const { home, remove } = makeHome();
    const work = join(home, 'work');
    mkdirSync(work);
    const file = join(work, name);
    copyFileSync(source, file);
    const before = readFileSync(file);
    let window = await open(home, [file]);
    try {
      await window.ready();
      await window.keys('j');
      const value = await window.until(
        'a finding is chosen',
        'return document.querySelector("[role=option][aria-selected=true] .text")?.innerText',
      );
      assert.ok(readers[kind](file).includes(value.split(' ')[0]), 'the value is in the source');
      await window.keys('a');
      await window.until('it is accepted', 'return document.querySelector("[role=option] .mark.accepted") !== null');
      await press(window, { key: 'A', shiftKey: true });
      await window.dialog('of all', 'decides');
      await window.click('[role=dialog] .foot .primary');
      await window.until(
        'no finding is undecided',
        'return /(^|\\D)0 undecided/.test(document.querySelector("#app footer").innerText)',
      );
      await window.closed();
      await press(window, { key: 'e', ctrlKey: true });
      await window.find('[role=dialog] input[name=folder]');
      await window.click('[role=dialog] .foot .primary');
      await window.until('a receipt', 'return document.querySelector(".saved, .refused") !== null', 300_000);
      assert.ok(await window.driver.executeScript('return document.querySelector(".saved") !== null'), await window.text());
      const written = readdirSync(work).find((f) => f.includes('(redacted'));
      assert.ok(written, 'there is a new file beside the source');
      assert.ok(!readers[kind](join(work, written)).includes(value), 'the value is gone');
      assert.deepEqual(readFileSync(file), before, 'the source is as it was');
    } finally {
      await window.close();
    }
    const [project] = readdirSync(join(home, 'data', 'org.tacenda.desktop', 'projects')).filter((f) => f.endsWith('.tacenda'));
    window = await open(home, [join(home, 'data', 'org.tacenda.desktop', 'projects', project)]);
    try {
      await window.ready();
      await window.until(
        'the decisions came back',
        'const marks = [...document.querySelectorAll("[role=option] .mark")];' +
          'return marks.length > 0 && marks.every((m) => m.classList.contains("accepted"))',
      );
    } finally {
      await window.close();
      remove();
    }
  });
}
