// The frame of the signed-in pages: rail on wide screens, a bar with a menu on phones.
import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useGoKeys } from '../state/go-keys.js';
import { usePageFocus } from '../state/page-focus.js';
import { connectLive, useLiveState } from '../state/live.js';
import { useTwoPanes } from '../state/media.js';
import { IntakeBanner } from './intake-banner.js';
import { PhoneBar } from './phone-bar.js';
import { Rail } from './rail.js';

const pollMs = 15_000;

/** Keeps lists fresh by asking while no events come. */
function usePollingFallback(): void {
  const state = useLiveState();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (state !== 'offline') return;
    const poll = () => {
      void queryClient.invalidateQueries({ queryKey: ['stats'] });
      void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
    };
    poll();
    const timer = setInterval(poll, pollMs);
    return () => clearInterval(timer);
  }, [state, queryClient]);
}

export function Shell() {
  const { t } = useTranslation();
  const wide = useTwoPanes();
  useEffect(connectLive, []);
  usePollingFallback();
  useGoKeys();
  usePageFocus();
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[56px_minmax(0,1fr)] md:grid-rows-1 lg:grid-cols-[192px_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-m bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {t('shell.skip')}
      </a>
      {wide ? <Rail /> : <PhoneBar />}
      <div className="flex min-h-0 min-w-0 flex-col">
        <IntakeBanner />
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)]">
          <Outlet />
        </div>
      </div>
    </div>
  );
}
