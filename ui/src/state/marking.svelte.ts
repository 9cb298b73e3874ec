import type { Selection } from '../backend/backend';

/** What the pointer and the arrows do in the document. */
export type Tool = 'none' | 'select' | 'box' | 'keep';
export type Point = [number, number];

/** Steps of the arrows in points: about a letter and a line of a printed page. */
const ACROSS = 6;
const DOWN = 12;
/** A step of a box, and its size at first. */
const STEP = 8;
const FIRST = [120, 36] as const;

const directions: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Marking by hand on a page: text between an anchor and a caret, or a rectangle. On text without
 * pages the browser's own selection does this.
 */
export class Marking {
  tool = $state<Tool>('none');
  /** The page marked on; 0 on text without pages. */
  page = $state(0);
  /** In points, origin at the top left of the page. */
  anchor = $state.raw<Point>([0, 0]);
  caret = $state.raw<Point>([0, 0]);
  #size: readonly [number, number] = [0, 0];

  /** `near` are the corners of what is selected, or of where the pointer went down. */
  begin(
    tool: Exclude<Tool, 'none'>,
    page: number,
    size: readonly [number, number],
    near: number[] | undefined,
  ): void {
    this.tool = tool;
    this.page = page;
    this.#size = size;
    const x = near?.[0] ?? size[0] / 2 - FIRST[0] / 2;
    const y = near?.[1] ?? size[1] / 3;
    const right = near?.[2] ?? x + FIRST[0];
    const bottom = near?.[3] ?? y + FIRST[1];
    if (this.boxed) {
      this.anchor = [x, y];
      this.caret = [right, bottom];
    } else {
      const middle = (y + bottom) / 2;
      this.anchor = [x + 1, middle];
      this.caret = [near ? Math.max(x + 1, right - 1) : x + ACROSS, middle];
    }
  }

  /** Marking in text without pages. */
  beginText(tool: Exclude<Tool, 'none'>): void {
    this.tool = tool;
    this.page = 0;
  }

  end(): void {
    this.tool = 'none';
    this.page = 0;
  }

  /** Whether a rectangle is drawn rather than text marked. */
  get boxed(): boolean {
    return this.tool === 'box' || this.tool === 'keep';
  }

  /** `x0, y0, x1, y1` of the rectangle between anchor and caret. */
  get rect(): [number, number, number, number] {
    const [[ax, ay], [cx, cy]] = [this.anchor, this.caret];
    return [Math.min(ax, cx), Math.min(ay, cy), Math.max(ax, cx), Math.max(ay, cy)];
  }

  /** What Enter would take; `null` on text without pages. */
  get selection(): Selection | null {
    if (this.page === 0 || this.tool === 'none') return null;
    if (this.boxed) return { kind: 'area', page: this.page, rect: this.rect };
    return { kind: 'between', page: this.page, from: this.anchor, to: this.caret };
  }

  /** Moves with an arrow key; `extend` keeps the anchor or changes the size. */
  move(key: string, extend: boolean): boolean {
    const direction = directions[key];
    if (!direction || this.page === 0) return false;
    const [dx, dy] = this.boxed
      ? [direction[0] * STEP, direction[1] * STEP]
      : [direction[0] * ACROSS, direction[1] * DOWN];
    if (extend) {
      this.caret = this.#inside([this.caret[0] + dx, this.caret[1] + dy]);
    } else {
      const [x0, y0, x1, y1] = this.rect;
      const [width, height] = this.#size;
      const mx = Math.min(width - x1, Math.max(-x0, dx));
      const my = Math.min(height - y1, Math.max(-y0, dy));
      this.anchor = [this.anchor[0] + mx, this.anchor[1] + my];
      this.caret = [this.caret[0] + mx, this.caret[1] + my];
    }
    return true;
  }

  #inside([x, y]: Point): Point {
    const [width, height] = this.#size;
    return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
  }
}
