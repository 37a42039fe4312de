// Saves a change of a site and says so; the site list is the one place it is read from.
import type { Site, SiteSettings, UpdateSite } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sitesQuery, updateSite } from '../../api/sites.js';
import { showToast } from '../../state/toast.js';

/** `onError` is what becomes of a refusal; a form shows it beside its fields. */
export function useSiteSave(site: Site, onError?: (error: Error) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateSite) => updateSite(site.id, body),
    onSuccess: (saved) => {
      client.setQueryData(sitesQuery.queryKey, (sites) =>
        sites === undefined
          ? sites
          : { ...sites, items: sites.items.map((item) => (item.id === saved.id ? saved : item)) },
      );
      // what to paste depends on the settings
      void client.invalidateQueries({ queryKey: ['discovery', saved.key] });
      showToast(t('site.saved'));
    },
    ...(onError === undefined ? {} : { onError }),
  });
}

export function useSiteChange(site: Site) {
  const change = useSiteSave(site, (error) => showToast(error.message, { tone: 'bad' }));
  return {
    change,
    changeSettings: (settings: Partial<SiteSettings>) => change.mutate({ settings }),
  };
}
