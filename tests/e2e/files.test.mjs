// Encrypted files, folders to write into, and the Word documents beside a copy.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { keepPicture, makeHome, makeWork, open, sample, sleep } from './window.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for tests';

const key = (window, init) =>
  window.driver.executeScript(
    'dispatchEvent(new KeyboardEvent("keydown", { ...arguments[0], bubbles: true, cancelable: true }))',
    init,
  );

async function acceptAll(window) {
  await key(window, { key: 'A', shiftKey: true });
  await window.dialog('of all', 'decides');
  await window.click('[role=dialog] .foot .primary');
  await window.figured('nothing undecided', (f) => f.undecided === 0);
  await window.closed();
}

/** Opens the export dialog, once its report is there. */
async function report(window) {
  await key(window, { key: 'e', ctrlKey: true });
  await window.find('[role=dialog] input[name=folder]');
  await window.dialog('of the export', 'Export and check');
}

async function journey(name, run) {
  const { home, remove } = makeHome();
  const work = makeWork(home);
  let window;
  try {
    await run(home, work, async (args) => (window = await open(home, args)));
  } catch (error) {
    if (window) await keepPicture(window, name);
    throw error;
  } finally {
    if (window) await window.close();
    remove();
  }
}

test('an encrypted PDF is asked for its password, again when it was wrong, and can be redacted', () =>
  journey('locked', async (home, work, start) => {
    const file = join(work, 'locked.pdf');
    execFileSync('qpdf', ['--encrypt', 'open sesame', 'owner', '256', '--', sample('consulting-agreement.pdf'), file]);
    const window = await start([file]);
    const field = await window.find('input[name=password]');
    await field.sendKeys('wrong');
    await window.click('[role=dialog] .primary');
    await window.until(
      'that it was wrong',
      `return /does not open/.test(document.querySelector('[role=dialog] [role=alert]').innerText)`,
    );
    await (await window.find('input[name=password]')).sendKeys('open sesame');
    await window.click('[role=dialog] .primary');
    await window.closed();
    await window.ready();
    await acceptAll(window);
    await report(window);
    await window.click('[role=dialog] .foot .primary');
    await window.until('a receipt', `return document.querySelector('.saved, .refused') !== null`, 300_000);
    assert.ok(await window.read(`document.querySelector('.saved') !== null`), await window.text());
    const [written] = readdirSync(work).filter((f) => f.includes('(redacted'));
    // The copy opens without a password: it holds nothing that needs one.
    const text = execFileSync('pdftotext', [join(work, written), '-'], { encoding: 'utf8' });
    assert.ok(text.length > 500 && !text.includes('@'), 'the e-mail addresses are gone');
  }));

test('a folder is chosen in the dialog of the system, and receipt and text are saved beside the copy', () =>
  journey('beside', async (home, work, start) => {
    const file = join(work, 'email.txt');
    copyFileSync(sample('email.txt'), file);
    const addresses = readFileSync(file, 'utf8').match(/[\w.]+@[\w.]+\w/g) ?? [];
    assert.ok(addresses.length > 1, 'there are addresses to look for');
    const window = await start([file]);
    await window.ready();
    await acceptAll(window);
    await report(window);
    // The same folder in other letters: the dialog begins there and gives it back as it is called.
    await window.driver.executeScript(
      `const field = document.querySelector('input[name=folder]');
       field.value = arguments[0];
       field.dispatchEvent(new Event('input', { bubbles: true }));`,
      `${work}/.`,
    );
    await window.driver.executeScript(
      `[...document.querySelectorAll('[role=dialog] button')].find((b) => /Choose/.test(b.innerText)).click()`,
    );
    // The dialog is the toolkit's own: only the X server can reach it.
    const shown = () => execFileSync('xdotool', ['search', '--onlyvisible', '--name', '.'], { encoding: 'utf8' }).trim().split('\n').length;
    for (let i = 0; i < 400 && shown() < 2; i += 1) await sleep(50);
    assert.ok(shown() >= 2, 'the dialog of the system is there');
    // It takes the key once it has read the folder, and nobody says when that is.
    const taken = () => window.read(`document.querySelector('input[name=folder]')?.value === arguments[0]`, work);
    for (let i = 0; i < 60 && !(await taken()); i += 1) {
      window.press('alt+o');
      await sleep(500);
    }
    assert.ok(await taken(), 'the folder is taken');
    await window.driver.executeScript(
      `for (const box of document.querySelectorAll('[role=dialog] input[type=checkbox]')) box.click()`,
    );
    await window.click('[role=dialog] .foot .primary');
    await window.until('a receipt', `return document.querySelector('.saved, .refused') !== null`, 300_000);
    assert.ok(await window.read(`document.querySelector('.saved') !== null`), await window.text());
    assert.deepEqual(
      readdirSync(work).sort(),
      ['email.txt', 'email (redacted).txt', 'email (redacted), receipt.docx', 'email (redacted), text.docx'].sort(),
    );
    for (const name of readdirSync(work).filter((n) => n.endsWith('.docx'))) {
      const parts = execFileSync('unzip', ['-p', join(work, name)], { encoding: 'latin1' });
      for (const address of addresses) assert.ok(!parts.includes(address), `${name}: ${address}`);
    }
  }));

test('the same person written differently is proposed with reason and count', () =>
  journey('variants', async (home, work, start) => {
    const file = join(work, 'letter.txt');
    writeFileSync(
      file,
      'Margaret Holloway signed the lease on 14 March 2024.\n\nM. Holloway paid the rent.\n\n' +
        'The keys were given to Margaret Holloway. Later M. Holloway moved out.\n',
    );
    const window = await start([file]);
    await window.ready();
    await window.pick('Margaret Holloway');
    await window.keys('e');
    await window.dialog('of what is alike', 'in the project');
    const proposed = await window.until(
      'another spelling',
      `return document.querySelector('[role=dialog] fieldset label')?.innerText`,
    );
    assert.match(proposed, /M\. Holloway/);
    assert.match(proposed, /2 in the project/);
    await window.keys('v');
    await window.until(
      'four would be decided',
      `return /4 findings/.test(document.querySelectorAll('[role=dialog] .scopes button')[1].innerText)`,
    );
    await window.keys('2');
    await window.figured('four accepted', (f) => f.accepted === 4);
    assert.ok(existsSync(file));
  }));
