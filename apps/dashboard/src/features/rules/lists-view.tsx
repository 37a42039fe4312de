// Block and trust lists: every source that is listed, why, by whom, until when.
import type { ListEntry, ListKind, Site } from '@trackwarden/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listsQuery } from '../../api/rules.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Field, Input } from '../../ui/field.js';
import { QueryState } from '../../ui/query-state.js';
import { Select } from '../../ui/select.js';
import { ShowMore } from '../../ui/show-more.js';
import { EmptyState } from '../../ui/states.js';
import { EntryForm } from './entry-form.js';
import { EntryRow } from './entry-row.js';
import { useSettled } from '../../state/use-settled.js';

export function ListsView({ site }: { site: Site }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ListKind | 'all'>('all');
  const [line, setLine] = useState('');
  const [edited, setEdited] = useState<ListEntry | 'new' | null>(null);
  const q = useSettled(line.trim());
  const list = useInfiniteQuery(listsQuery(site.id, kind === 'all' ? '' : kind, q));
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = q !== '' || kind !== 'all';
  const add = (
    <Button weight="primary" onClick={() => setEdited('new')}>
      <Plus size={15} aria-hidden />
      {t('lists.add')}
    </Button>
  );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <Field label={t('lists.search')} hideLabel className="min-w-48 flex-1">
          <Input
            type="search"
            value={line}
            placeholder={t('lists.search')}
            onChange={(event) => setLine(event.target.value)}
          />
        </Field>
        <Select
          label={t('lists.filter')}
          value={kind}
          className="w-32"
          options={[
            { value: 'all', label: t('lists.all') },
            { value: 'block', label: t('lists.listed.block') },
            { value: 'trust', label: t('lists.listed.trust') },
          ]}
          onChange={setKind}
        />
        {add}
      </div>
      <p className="mb-4 max-w-[72ch] text-muted">{t('lists.text')}</p>
      <QueryState
        query={list}
        lines={6}
        failed={t('lists.loadFailed')}
        empty={
          entries.length > 0 ? null : (
            <EmptyState
              icon={<ShieldCheck size={20} aria-hidden />}
              title={t(isFiltered ? 'lists.noMatch' : 'lists.empty')}
            >
              {isFiltered ? null : t('lists.emptyText')}
            </EmptyState>
          )
        }
      />
      {entries.length === 0 ? null : (
        <ul
          aria-label={t('lists.entries')}
          className="divide-y divide-line rounded-m border border-line bg-surface"
        >
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} onEdit={() => setEdited(entry)} />
          ))}
        </ul>
      )}
      <ShowMore list={list} />
      <Dialog
        open={edited !== null}
        onOpenChange={(open) => {
          if (!open) setEdited(null);
        }}
        title={
          edited === null || edited === 'new'
            ? t('lists.add')
            : t('lists.editTitle', { value: edited.value })
        }
      >
        <EntryForm
          siteId={site.id}
          entry={edited === 'new' ? null : edited}
          onDone={() => setEdited(null)}
        />
      </Dialog>
    </>
  );
}
