import type { BlockView, BoxView, FindingRow } from '../backend';

/** Size of the invented pages in points. */
export const PAGE = [612, 792] as const;
const LEFT = 72;
const TOP = 80;
const LINE = 15;
const LINES = 42;
const WORDS = 11;
const CHAR = 5.1;

const plain =
  'the parties agree that services described in this agreement shall be provided with due care and in accordance with applicable law any notice under section must be given writing to address stated above and takes effect upon receipt unless otherwise agreed'.split(
    ' ',
  );
const named: [string, string][] = [
  ['PERSON', 'Margaret Holloway'],
  ['ORGANIZATION', 'Northwind Traders Ltd.'],
  ['DATE', '14 March 2024'],
  ['EMAIL', 'm.holloway@example.com'],
  ['PHONE', '+1 212 555 0142'],
  ['ADDRESS', '41 Linden Avenue, Portland'],
  ['PERSON', 'Holloway'],
  ['SSN', '078-05-1120'],
  ['PERSON', 'Dr. Idris Okonkwo'],
  ['ACCOUNT', '0048 1120 7731'],
];

/** The same numbers for the same seed. */
export function randomness(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export interface Word {
  text: string;
  rect: [number, number, number, number];
}

/** A page of words in which some belong to findings. */
export interface FakePage {
  words: Word[];
  boxes: BoxView[];
}

/** Findings of a document, spread evenly over its leaves. */
export function rows(leaves: number, findings: number): FindingRow[] {
  return Array.from({ length: findings }, (_, i) => {
    const random = randomness(i * 7919 + 13);
    const pick = named[Math.floor(random() * named.length)] ?? ['PERSON', 'Holloway'];
    const score = Math.round(45 + random() * 55);
    return {
      id: i + 1,
      leaf: Math.floor((i * leaves) / findings) + 1,
      entity: pick[0],
      text: pick[1],
      score,
      source: ['PERSON', 'ORGANIZATION', 'ADDRESS'].includes(pick[0]) ? 'ner' : 'pattern',
      near: score < 52,
      group: pick[1].includes('Holloway') && pick[0] === 'PERSON' ? 1 : 0,
      decision: { state: 'undecided', entity: null, reason: null },
    };
  });
}

/** Lays the findings of a page among plain words. */
export function page(number: number, on: FindingRow[]): FakePage {
  const random = randomness(number);
  const words: Word[] = [];
  const boxes: BoxView[] = [];
  const every = Math.max(1, Math.floor(LINES / Math.max(1, on.length)));
  let next = 0;
  for (let line = 0; line < LINES; line += 1) {
    let x: number = LEFT;
    const y = TOP + line * LINE;
    const here = line % every === 0 ? on[next++] : undefined;
    const at = Math.floor(random() * 5);
    for (let w = 0; w < WORDS && x < 470; w += 1) {
      const text =
        w === at && here ? here.text : (plain[Math.floor(random() * plain.length)] ?? '');
      const start = x;
      for (const part of text.split(' ')) {
        const wide = part.length * CHAR;
        words.push({ text: part, rect: [x, y, x + wide, y + 11] });
        x += wide + CHAR;
      }
      if (w === at && here) boxes.push({ id: here.id, rects: [start, y, x - CHAR, y + 11] });
    }
  }
  return { words, boxes };
}

/** The page as a picture; redacted words are covered (the real shell draws the removed text). */
export function picture(from: FakePage, gone: Set<number>): string {
  const covered = from.boxes.filter((b) => gone.has(b.id)).map((b) => b.rects);
  const inside = ([x, y]: number[]) =>
    covered.some(([a = 0, b = 0, c = 0]) => (x ?? 0) >= a && (x ?? 0) < c && y === b);
  const text = from.words
    .filter((w) => !inside(w.rect))
    .map(
      (w) =>
        `<text x="${w.rect[0]}" y="${w.rect[1] + 9}" textLength="${w.rect[2] - w.rect[0]}">${w.text}</text>`,
    )
    .join('');
  const boxes = covered
    .map(([a = 0, b = 0]) => `<rect x="${a}" y="${b}" width="64" height="11"/>`)
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 612 792" font-family="serif" font-size="10.5">${text}${boxes}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Blocks of a segment of text: heading, paragraphs with findings, a small table. */
export function blocks(segment: number, on: FindingRow[]): BlockView[] {
  const random = randomness(segment * 31);
  const base = { level: 0, cell: null, label: null, section: null, hits: [], marks: [] };
  const out: BlockView[] = [
    {
      ...base,
      block: segment * 1000,
      kind: 'heading',
      level: 2,
      section: segment === 1 ? 'Body' : null,
      text: `Section ${segment}`,
    },
  ];
  on.forEach((row, i) => {
    const words = Array.from(
      { length: 24 },
      () => plain[Math.floor(random() * plain.length)] ?? '',
    );
    const front = `${words.slice(0, 12).join(' ')} `;
    const text = `${front}${row.text} ${words.slice(12).join(' ')}.`;
    out.push({
      ...base,
      block: segment * 1000 + i + 1,
      kind: 'paragraph',
      text,
      hits: [{ id: row.id, start: front.length, end: front.length + row.text.length }],
      marks:
        i === 1
          ? [{ kind: 'inserted', start: 0, end: 12 }]
          : i === 2
            ? [{ kind: 'deleted', start: 4, end: 20 }]
            : [],
    });
  });
  for (let cell = 0; cell < 4; cell += 1) {
    out.push({
      ...base,
      block: segment * 1000 + 500 + cell,
      kind: 'cell',
      cell: [segment, Math.floor(cell / 2), cell % 2],
      text: ['Item', 'Value', 'Fee', '1,200'][cell] ?? '',
    });
  }
  return out;
}
