/**
 * Puts the focus on the part of an opening dialog that asks for it with `autofocus`.
 *
 * Svelte honours `autofocus` only while nothing else has the focus, and the dialog would otherwise
 * take its first button, the one that closes it: what is typed next would then be lost.
 */
export function openFocus(event: Event): void {
  const wanted = document.querySelector<HTMLElement>('[role=dialog] [autofocus]');
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
}
