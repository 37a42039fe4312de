// The live connection: server-sent events while they flow, asking every 15 s while they do not.
import { liveEventSchema, type LiveEvent } from '@trackwarden/contracts';
import { useEffect, useRef, useSyncExternalStore } from 'react';

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';

const offlineAfterMs = 12_000;
const retryAfterMs = 5_000;

let state: LiveState = 'connecting';
const stateListeners = new Set<() => void>();
const eventListeners = new Set<(event: LiveEvent) => void>();

function become(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const listener of stateListeners) listener();
}

function receive(message: MessageEvent<string>): void {
  become('live');
  const event = liveEventSchema.safeParse(parsed(message.data));
  if (event.success) for (const listener of eventListeners) listener(event.data);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Opens the connection; the answer closes it. Named events arrive as `message` or by their type. */
export function connectLive(): () => void {
  let source: EventSource;
  let offline: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    source = new EventSource('/api/v1/events');
    source.onopen = () => {
      clearTimeout(offline);
      offline = undefined;
      become('live');
    };
    source.onmessage = receive;
    for (const type of liveEventSchema.shape.type.options)
      source.addEventListener(type, (event) => receive(event as MessageEvent<string>));
    source.onerror = () => {
      if (state !== 'offline') become('reconnecting');
      offline ??= setTimeout(() => become('offline'), offlineAfterMs);
      // A refused connection is closed for good by the browser; only then is it ours to try again.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, retryAfterMs);
    };
  }

  become('connecting');
  open();
  return () => {
    clearTimeout(offline);
    clearTimeout(retry);
    source.close();
  };
}

export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => state,
  );

/** Calls `act` for each event while the component is shown. */
export function useLiveEvents(act: (event: LiveEvent) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const listener = (event: LiveEvent) => latest.current(event);
    eventListeners.add(listener);
    return () => {
      eventListeners.delete(listener);
    };
  }, []);
}
