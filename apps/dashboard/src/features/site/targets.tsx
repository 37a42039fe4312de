// The pages and categories of the site that have an address of their own.
import type { Site } from '@trackwarden/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetsQuery } from '../../api/sites.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Panel } from '../../ui/panel.js';
import { ErrorState, SkeletonLines } from '../../ui/states.js';
import { TargetForm } from './target-form.js';
import { TargetRow } from './target-row.js';

export function Targets({ site }: { site: Site }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery(targetsQuery(site.id));
  const targets = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title={t('targets.heading')} description={t('targets.text')}>
      {list.isPending ? <SkeletonLines lines={4} /> : null}
      {list.isError ? (
        <ErrorState message={list.error.message} onRetry={() => void list.refetch()} />
      ) : null}
      {list.isSuccess && targets.length === 0 ? (
        <p className="mb-4 text-muted">{t('targets.empty')}</p>
      ) : null}
      {targets.length === 0 ? null : (
        <ul className="mb-4 rounded-m border border-line bg-surface">
          {targets.map((target) => (
            <TargetRow key={target.id} target={target} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAdding(true)}>
          <Plus size={15} aria-hidden />
          {t('targets.add')}
        </Button>
        {list.hasNextPage ? (
          <Button
            weight="ghost"
            busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('ui.more')}
          </Button>
        ) : null}
      </div>
      <Dialog open={adding} onOpenChange={setAdding} title={t('targets.add')}>
        <TargetForm siteId={site.id} onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  );
}
