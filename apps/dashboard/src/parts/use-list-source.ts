// Puts a source on a list and says so, with the way back.
import type { ListKind, ListScope, Site } from '@trackwarden/contracts';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../api/problem.js';
import { addListEntry, deleteListEntry } from '../api/rules.js';
import { showToast } from '../state/toast.js';
import { useListsChanged } from './use-lists-changed.js';

export function useListSource(site: Site) {
  const { t } = useTranslation();
  const refresh = useListsChanged(site.id);
  const fail = (error: Error) =>
    showToast(
      t('source.failed', { why: t(`codes.${codeOf(error) as 'unknown'}`, error.message) }),
      {
        tone: 'bad',
      },
    );
  const remove = useMutation({
    mutationFn: ({ id }: { id: string; value: string }) => deleteListEntry(id),
    onSuccess: async (_, { value }) => {
      showToast(t('source.undone', { value }));
      await refresh();
    },
    onError: fail,
  });
  const add = useMutation({
    mutationFn: (body: { list: ListKind; scope: ListScope; value: string }) =>
      addListEntry(site.id, body),
    onSuccess: async ({ id, list, value, isNew }) => {
      const words = t(list === 'block' ? 'source.blocked' : 'source.trusted', { value });
      // what a decision had listed before stays listed: to take it out would undo more than this
      const undo = { label: t('queue.undo'), act: () => remove.mutate({ id, value }) };
      showToast(words, isNew ? { action: undo } : {});
      await refresh();
    },
    onError: fail,
  });
  return add;
}
