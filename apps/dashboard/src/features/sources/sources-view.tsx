// The list of sources: searched, sorted, page by page.
import type { Site, SourceSort } from '@trackwarden/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesQuery } from '../../api/sources.js';
import { useSettled } from '../../state/use-settled.js';
import { Field, Input } from '../../ui/field.js';
import { QueryState } from '../../ui/query-state.js';
import { Select } from '../../ui/select.js';
import { ShowMore } from '../../ui/show-more.js';
import { EmptyState } from '../../ui/states.js';
import { SourceRow } from './source-row.js';

const sorts: readonly SourceSort[] = ['-lastSeenAt', '-pings', '-spam', 'key'];

export function SourcesView({ site }: { site: Site }) {
  const { t } = useTranslation();
  const [line, setLine] = useState('');
  const [sort, setSort] = useState<SourceSort>('-lastSeenAt');
  const q = useSettled(line.trim());
  const list = useInfiniteQuery(sourcesQuery(site.id, q, sort));
  const sources = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <Field label={t('sources.search')} hideLabel className="min-w-48 flex-1">
          <Input
            type="search"
            value={line}
            maxLength={200}
            placeholder={t('sources.searchHint')}
            onChange={(event) => setLine(event.target.value)}
          />
        </Field>
        <Select
          label={t('sources.sort')}
          value={sort}
          className="w-36"
          options={sorts.map((value) => ({ value, label: t(`sources.sorts.${value}`) }))}
          onChange={setSort}
        />
      </div>
      {list.data?.pages[0]?.isWhole === false ? (
        <p className="mb-4 text-muted">{t('sources.part')}</p>
      ) : null}
      <QueryState
        query={list}
        lines={8}
        failed={t('sources.loadFailed')}
        empty={
          sources.length > 0 ? null : (
            <EmptyState
              icon={<Waypoints size={20} aria-hidden />}
              title={t(q === '' ? 'sources.empty' : 'sources.noMatch')}
            >
              {q === '' ? t('sources.emptyText') : null}
            </EmptyState>
          )
        }
      />
      {sources.length === 0 ? null : (
        <ul
          aria-label={t('sources.list')}
          className="divide-y divide-line rounded-m border border-line bg-surface"
        >
          {sources.map((source) => (
            <SourceRow key={`${source.scope} ${source.key}`} site={site} source={source} />
          ))}
        </ul>
      )}
      <ShowMore list={list} />
    </>
  );
}
