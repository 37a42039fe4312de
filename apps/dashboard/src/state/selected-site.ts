// Which site the pages show: the one in the address, else the one remembered, else the first.
import type { Site } from '@trackwarden/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { sitesQuery } from '../api/sites.js';
import { preference, usePreference } from './preference.js';

export const sitePreference = preference<string>('site', '');

export type SelectedSite = {
  sites: readonly Site[];
  site: Site | null;
  select: (id: string) => void;
};

export function useSelectedSite(): SelectedSite {
  const { data } = useSuspenseQuery(sitesQuery);
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const [remembered, remember] = usePreference(sitePreference);
  const byId = (id: string | undefined) => data.items.find((site) => site.id === id);
  const site = byId(search.site) ?? byId(remembered) ?? data.items[0] ?? null;

  useEffect(() => {
    if (site !== null && site.id !== remembered) remember(site.id);
  }, [site, remembered, remember]);

  const select = useCallback(
    (id: string) => {
      remember(id);
      void navigate({ to: '.', search: { site: id } });
    },
    [navigate, remember],
  );

  return { sites: data.items, site, select };
}

/** The selected site on pages that are shown only when there is one. */
export function useSite(): Site {
  const { site } = useSelectedSite();
  if (site === null) throw new Error('a page of a site was shown without any site');
  return site;
}
