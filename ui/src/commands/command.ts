import type { Messages } from '../messages/en';
import type { App } from '../state/app.svelte';

export type MenuName = keyof Messages['menus'];
export type CommandId = keyof Messages['commands'];

/** Something the user can do. Menu, palette, toolbar, key sheet and tests read the one list. */
export interface Command {
  id: CommandId;
  menu: MenuName;
  /** Keys as `mod+shift+z`, `j`, `?`; `mod` is Ctrl, on a Mac Cmd. The first one is shown. */
  keys: string[];
  enabled: (app: App) => boolean;
  run: (app: App) => unknown;
}

const MAC = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** Which key a press is, in the list's spelling. */
export function keyOf(event: KeyboardEvent): string {
  const mod = MAC ? event.metaKey : event.ctrlKey;
  const plain = event.key.length === 1;
  const name = plain ? event.key.toLowerCase() : event.key;
  // With a character, Shift is part of it ("?") unless it is a letter.
  const shift = event.shiftKey && (!plain || /^\p{L}$/u.test(event.key));
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`;
}

/** A key for people. */
export function keyLabel(key: string, tag: string): string {
  const names: Record<string, string> = {
    mod: MAC ? '⌘' : tag === 'de' ? 'Strg' : 'Ctrl',
    shift: tag === 'de' ? 'Umschalt' : 'Shift',
    alt: 'Alt',
    ArrowDown: '↓',
    ArrowUp: '↑',
    PageDown: tag === 'de' ? 'Bild ↓' : 'Page ↓',
    PageUp: tag === 'de' ? 'Bild ↑' : 'Page ↑',
    Escape: 'Esc',
  };
  return key
    .split(/\+(?=.)/)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}
