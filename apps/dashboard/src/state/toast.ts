// The one message at the edge of the screen; a newer one takes the place of the older.
import { useSyncExternalStore } from 'react';

export type ToastAction = { label: string; hint?: string; act: () => void };
export type Toast = { id: number; text: string; tone: 'plain' | 'bad'; action?: ToastAction };

let current: Toast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function publish(toast: Toast | null): void {
  current = toast;
  for (const listener of listeners) listener();
}

export function showToast(
  text: string,
  options: { tone?: Toast['tone']; action?: ToastAction } = {},
): void {
  lastId += 1;
  publish({ id: lastId, text, tone: options.tone ?? 'plain', ...pick(options.action) });
}

const pick = (action: ToastAction | undefined) => (action === undefined ? {} : { action });

export const dismissToast = (): void => publish(null);

export const useToast = (): Toast | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
