// Brings the starter rules as an import, so that they can be reverted as one.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { importRules, startersQuery } from '../../api/rules.js';
import { showToast } from '../../state/toast.js';

export function useStarters(siteId: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { items } = await client.query({ ...startersQuery, staleTime: 'static' });
      return importRules(siteId, {
        name: t('rules.starters'),
        format: 'json',
        content: { format: 'trackwarden-rules', version: 1, rules: items, lists: [] },
      });
    },
    onSuccess: async ({ rules }) => {
      showToast(t('rules.startersDone', { count: rules }));
      await client.invalidateQueries({ queryKey: ['rules', siteId] });
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
}
