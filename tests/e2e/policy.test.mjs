// The policy of a project: looked at, changed, refused, used.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { keepPicture, makeHome, makeWork, open } from './window.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for tests';

const button = (window, text) =>
  window.until(
    `the button ${text}`,
    `const found = [...document.querySelectorAll('.policy button')].find((b) => b.innerText.includes(arguments[0]));
     if (found?.disabled === false) { found.click(); return true; }`,
    20_000,
    text,
  );
/** Adds a line to the list number `n` that is in view. */
const add = (window, n) =>
  window.until(
    'the button that adds a line',
    `const list = document.querySelectorAll('.policy section')[arguments[0]];
     [...list.querySelectorAll('button')].at(-1).click();
     return true;`,
    20_000,
    n,
  );
const fill = (window, css, text) =>
  window.until(
    `the field ${css}`,
    `const field = document.querySelector(arguments[0]);
     field.value = arguments[1];
     field.dispatchEvent(new Event('input', { bubbles: true }));
     return true;`,
    20_000,
    css,
    text,
  );
const shows = (window, what, pattern) =>
  window.until(what, `return new RegExp(arguments[0]).test(document.querySelector('.policy')?.innerText ?? '')`, 20_000, pattern);

test('a preset shows its categories, a wrong file its line, and a never list what it takes away', async () => {
  const { home, remove } = makeHome();
  const file = join(makeWork(home), 'note.txt');
  writeFileSync(file, 'Write to ann@lee.example or to bo@roe.example.\n\nCall +1 212 555 0142.\n');
  const window = await open(home, [file]);
  try {
    await window.ready();
    const before = await window.figures();
    await window.driver.executeScript(
      `dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true }))`,
    );
    await window.find('.policy table');

    // The preset of the HIPAA rule: eighteen categories, some of which a person has to mark.
    await window.until('the presets', `return document.querySelectorAll('.policy .head option').length > 4`);
    await window.driver.executeScript(
      `const list = document.querySelector('.policy .head select');
       list.value = 'hipaa-safe-harbor';
       list.dispatchEvent(new Event('change', { bubbles: true }));`,
    );
    await shows(window, 'the rule', '164\\.514');
    await button(window, 'Coverage');
    await window.until('eighteen categories', `return document.querySelectorAll('.policy tbody tr').length === 18`);
    await shows(window, 'what is not automatic', 'not automatically');

    // The last page goes whatever stands there, and a reviewer is offered a code: by the form.
    await button(window, 'Pages and codes');
    await window.find('.policy section');
    await add(window, 0);
    await fill(window, '.policy section li:last-child .pages', 'the end');
    await add(window, 1);
    await fill(window, '.policy section + section li:last-child input', '(x)(1)');
    await button(window, 'As a file');
    await shows(window, 'what pages may be', 'names no pages');
    await fill(window, '.policy section li:last-child .pages', 'last');
    await button(window, 'As a file');
    const written = await window.until('the file', `return document.querySelector('.policy textarea').value`);
    assert.match(written, /\[\[region\]\]\npages = "last"/);
    assert.match(written, /\[\[code\]\]\ncode = "\(x\)\(1\)"/);

    // A file that is wrong is refused with line and reason, and nothing changes.
    await window.driver.executeScript(
      `const area = document.querySelector('.policy textarea');
       area.value = area.value.replace(/operator = "[^"]*"/, 'operator = "shred"');
       area.dispatchEvent(new Event('input', { bubbles: true }));`,
    );
    await button(window, 'Use in this project');
    await shows(window, 'line and reason', 'line \\d+.*shred.*is no operator');

    // A never list: one address is shown, but nobody is asked about it.
    await window.driver.executeScript(
      `const area = document.querySelector('.policy textarea');
       area.value = 'version = 1\\nname = "Ours"\\n[default]\\n[[never]]\\ntext = "ann@lee.example"\\n';
       area.dispatchEvent(new Event('input', { bubbles: true }));`,
    );
    await button(window, 'Use in this project');
    await shows(window, 'that it is used', 'Search again');
    await button(window, 'Search again');
    // The search may not have begun yet: the figures tell when it is over.
    await window.figured('one less to decide', (f) => f.undecided === before.undecided - 1);
    await window.keys('y');
    await window.pick('ann@lee.example');
    await window.until(
      'why it is not asked about',
      `return /never list/.test(document.querySelector('.scroll .evidence')?.innerText ?? '')`,
    );
    await window.until('the policy by its name', `return /Ours/.test(document.querySelector('header .policy').innerText)`);
  } catch (error) {
    await keepPicture(window, 'policy');
    throw error;
  } finally {
    await window.close();
    remove();
  }
});
