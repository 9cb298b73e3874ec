// Makes the pictures of the README: `bash tests/e2e/xrun.sh node tests/e2e/screenshot.mjs`.

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { makeHome, open, root, sample, sleep } from './window.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for pictures';

const { home, remove } = makeHome();
const work = join(home, 'matter');
mkdirSync(work);
const names = ['consulting-agreement.pdf', 'discharge-letter.docx', 'email.txt'];
for (const name of names) copyFileSync(sample(name), join(work, name));
const window = await open(home, [join(home, 'Northgate.tacenda'), ...names.map((n) => join(work, n))]);
try {
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1400, height: 900 });
  await window.until(
    'findings',
    'return document.querySelector("[role=option]") !== null && !document.querySelector(".progress")',
  );
  await sleep(1500);
  await window.driver.executeScript(
    'for (const b of document.querySelectorAll("button")) if (b.innerText === "Got it") b.click()',
  );
  // Some decisions, so that the states are seen.
  for (const key of ['j', 'a', 'a', 'r', 'a', 'a', 'j']) {
    await window.keys(key);
    await sleep(250);
  }
  await sleep(1200);
  await window.screenshot(join(root, 'docs', 'screenshot.png'));
} finally {
  await window.close();
  remove();
}
