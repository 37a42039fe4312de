// G and then a letter goes to a page; the second key belongs to nobody else meanwhile.
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { keysAreTaken, keysPreference } from './keys.js';
import { usePreference } from './preference.js';

export const goKeys = {
  q: '/queue',
  h: '/history',
  s: '/sources',
  r: '/rules',
  i: '/learning',
  w: '/webhooks',
} as const;

const patienceMs = 1500;

const pageOf = (key: string) =>
  key in goKeys ? goKeys[key.toLowerCase() as keyof typeof goKeys] : undefined;

export function useGoKeys(): void {
  const navigate = useNavigate();
  const [choice] = usePreference(keysPreference);
  useEffect(() => {
    if (choice !== 'on') return;
    let until = 0;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || keysAreTaken(event)) return;
      const isSecond = event.timeStamp < until;
      until = 0;
      const page = isSecond ? pageOf(event.key.toLowerCase()) : undefined;
      if (page !== undefined) {
        // R alone would call a ping spam
        event.preventDefault();
        event.stopPropagation();
        void navigate({ to: page });
      } else if (event.key.toLowerCase() === 'g' && !event.repeat) {
        until = event.timeStamp + patienceMs;
      }
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, [choice, navigate]);
}
