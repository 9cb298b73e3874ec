import type { Selection } from '../../backend/backend';

/** Offset of a point of the browser's selection in the text of its block. */
function place(node: Node, offset: number): { block: number; offset: number } | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest('[data-block]');
  if (!block) return null;
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(node, offset);
  return { block: Number(block.getAttribute('data-block')), offset: range.toString().length };
}

/** What is marked in text without pages, in the words of the shell. */
export function textSelection(): Selection | null {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
  const range = chosen.getRangeAt(0);
  const from = place(range.startContainer, range.startOffset);
  const to = place(range.endContainer, range.endOffset);
  if (!from || !to) return null;
  return {
    kind: 'text',
    fromBlock: from.block,
    from: from.offset,
    toBlock: to.block,
    to: to.offset,
  };
}

/** Puts the caret at the start of the selected finding or of the first block in sight. */
export function startTextSelection(viewer: Element, finding: number | null): void {
  const at =
    viewer.querySelector(`[data-finding="${finding}"]`) ?? viewer.querySelector('[data-block]');
  if (at) getSelection()?.setBaseAndExtent(at, 0, at, 0);
}

/** Moves or extends the selection with an arrow key: by words, up and down by lines. */
export function moveTextSelection(key: string, extend: boolean): boolean {
  const steps: Record<string, [string, string]> = {
    ArrowLeft: ['left', 'word'],
    ArrowRight: ['right', 'word'],
    ArrowUp: ['backward', 'line'],
    ArrowDown: ['forward', 'line'],
  };
  const step = steps[key];
  if (!step) return false;
  // Without Shift the word under the caret is marked, so that one can see where it is.
  const selection = getSelection();
  if (!extend) {
    selection?.modify('move', ...step);
    selection?.modify('extend', 'right', 'word');
  } else {
    selection?.modify('extend', ...step);
  }
  return true;
}
