// Single-key commands: when they count, and the switch that turns them off (WCAG 2.1.4).
import { useHotkeys, type HotkeyCallback } from 'react-hotkeys-hook';
import { preference, usePreference } from './preference.js';

export const keysPreference = preference<'on' | 'off'>('keys', 'on', ['on', 'off']);

const typingInto = 'input:not([type=checkbox]), textarea, select, [contenteditable]';
const owningKeys = '[role=dialog], [role=alertdialog], [role=listbox], [role=menu]';

/** True while keys belong to a text field, an open dialog or a menu. */
export function keysAreTaken(event: KeyboardEvent): boolean {
  const element = event.target instanceof Element ? event.target : null;
  if (element?.closest(typingInto) || element?.closest(owningKeys)) return true;
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}

/** Binds keys by the character they produce, so that any keyboard layout works. */
export function useKeys(
  keys: string | readonly string[],
  act: HotkeyCallback,
  enabled = true,
): void {
  const [choice] = usePreference(keysPreference);
  useHotkeys(keys, act, {
    enabled: enabled && choice === 'on',
    enableOnFormTags: true,
    ignoreEventWhen: keysAreTaken,
    preventDefault: true,
    useKey: true,
  });
}
