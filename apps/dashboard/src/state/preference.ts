// Small choices of this browser, kept in local storage and shared by every component that reads them.
import { useSyncExternalStore } from 'react';

type Preference<T extends string> = {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
};

/** A stored choice; without storage it lasts as long as the page. */
export function preference<T extends string>(
  name: string,
  fallback: T,
  allowed?: readonly T[],
): Preference<T> {
  const key = `trackwarden.${name}`;
  const listeners = new Set<() => void>();
  let value = read(key);

  function get(): T {
    if (value === null) return fallback;
    return allowed === undefined || allowed.includes(value as T) ? (value as T) : fallback;
  }

  return {
    get,
    set(next) {
      value = next;
      try {
        localStorage.setItem(key, next);
      } catch {
        // Storage is switched off or full: the choice holds until the page is left.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function usePreference<T extends string>(
  item: Preference<T>,
): [value: T, set: (value: T) => void] {
  return [useSyncExternalStore(item.subscribe, item.get), item.set];
}
