// One entry of a block or trust list.
import type { ListEntry } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteListEntry } from '../../api/rules.js';
import { ago, dateOf } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Tag } from '../../ui/tag.js';

export function EntryRow({ entry, onEdit }: { entry: ListEntry; onEdit: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const client = useQueryClient();
  const { id, siteId, list, scope, value, exceptions, note, expiresAt, setBy, hits, createdAt } =
    entry;
  const remove = useMutation({
    mutationFn: () => deleteListEntry(id),
    onSuccess: async () => {
      showToast(t('lists.removed', { value }));
      await client.invalidateQueries({ queryKey: ['lists', siteId] });
      await client.invalidateQueries({ queryKey: ['sites'] });
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  const isPast = expiresAt !== null && Date.parse(expiresAt) <= now;
  const facts = [
    t('lists.by', { name: setBy.name, when: ago(createdAt, now) }),
    t('lists.hits', { count: hits }),
    ...(expiresAt === null
      ? []
      : [t(isPast ? 'rules.expired' : 'rules.expires', { date: dateOf(expiresAt) })]),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4.5 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-12 leading-5 font-medium break-all">{value}</span>
          <Tag tone={list === 'block' ? 'bad' : 'ok'}>{t(`lists.listed.${list}`)}</Tag>
          <Tag>{t(`lists.scope.${scope}`)}</Tag>
        </p>
        {exceptions.length === 0 ? null : (
          <p>{t('lists.except', { what: exceptions.join(', ') })}</p>
        )}
        {note === '' ? null : <p dir="auto">{note}</p>}
        <p className="num text-muted">{facts.join(' · ')}</p>
      </div>
      <div className="flex gap-1 max-sm:-ml-2.5">
        <Button
          size="s"
          weight="ghost"
          aria-label={t('lists.editNamed', { value })}
          onClick={onEdit}
        >
          {t('lists.edit')}
        </Button>
        <Button
          size="s"
          weight="danger"
          busy={remove.isPending}
          disabled={remove.isPending}
          aria-label={t('lists.removeNamed', { value })}
          onClick={() => remove.mutate()}
        >
          {t('lists.remove')}
        </Button>
      </div>
    </li>
  );
}
