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
import { QueryState } from '../../ui/query-state.js';
import { ShowMore } from '../../ui/show-more.js';
import { TargetForm } from './target-form.js';
import { TargetRow } from './target-row.js';

export function Targets({ site }: { site: Site }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery(targetsQuery(site.id));
  const targets = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title={t('targets.heading')} description={t('targets.text')}>
      <Button className="mb-4" onClick={() => setAdding(true)}>
        <Plus size={15} aria-hidden />
        {t('targets.add')}
      </Button>
      <QueryState
        query={list}
        lines={4}
        failed={t('targets.loadFailed')}
        empty={targets.length > 0 ? null : <p className="text-muted">{t('targets.empty')}</p>}
      />
      {targets.length === 0 ? null : (
        <ul className="rounded-m border border-line bg-surface">
          {targets.map((target) => (
            <TargetRow key={target.id} target={target} />
          ))}
        </ul>
      )}
      <ShowMore list={list} />
      <Dialog open={adding} onOpenChange={setAdding} title={t('targets.add')}>
        <TargetForm siteId={site.id} onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  );
}
