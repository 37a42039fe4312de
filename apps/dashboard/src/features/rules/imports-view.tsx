// Import and export of rules and lists, and the imports so far with the way back.
import type { RuleBatch, Site } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAddress, importsQuery, revertImport } from '../../api/rules.js';
import { dateOf } from '../../format/time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { OwnDownload } from '../../ui/own-download.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { ImportForm } from './import-form.js';

const formats = ['json', 'domains', 'disallowed-keys'] as const;

function Imports({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useQuery(importsQuery(site.id));
  const [asked, setAsked] = useState<RuleBatch | null>(null);
  const revert = useMutation({
    mutationFn: (id: string) => revertImport(id),
    onSuccess: async ({ name }) => {
      setAsked(null);
      showToast(t('lists.removed', { value: name }));
      for (const key of ['rules', 'lists', 'rule-imports'])
        await client.invalidateQueries({ queryKey: [key, site.id] });
      await client.invalidateQueries({ queryKey: ['sites'] });
    },
  });
  const batches = list.data?.items ?? [];
  return (
    <>
      <QueryState
        query={list}
        lines={3}
        failed={t('imports.loadFailed')}
        empty={batches.length > 0 ? null : <p className="text-muted">{t('imports.empty')}</p>}
      />
      {batches.length === 0 ? null : (
        <ul className="divide-y divide-line rounded-m border border-line bg-surface">
          {batches.map((batch) => (
            <li key={batch.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <div className="min-w-0 flex-1 basis-52">
                <p className="font-medium" dir="auto">
                  {batch.name}
                </p>
                <p className="num text-muted">
                  {t('imports.counts', {
                    rules: t('imports.rules', { count: batch.rules }),
                    entries: t('imports.entries', { count: batch.entries }),
                  })}{' '}
                  · {batch.words > 0 ? `${t('imports.words', { count: batch.words })} · ` : null}
                  {batch.skippedCount > 0
                    ? `${t('imports.skipped', { count: batch.skippedCount })} · `
                    : null}
                  {t('imports.by', { name: batch.setBy.name, date: dateOf(batch.createdAt) })}
                </p>
              </div>
              {batch.revertedAt === null ? (
                <Button
                  size="s"
                  aria-label={t('imports.revertNamed', { name: batch.name })}
                  onClick={() => setAsked(batch)}
                >
                  {t('imports.revert')}
                </Button>
              ) : (
                <span className="text-muted">
                  {t('imports.reverted', { date: dateOf(batch.revertedAt) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => {
          if (!open) setAsked(null);
        }}
        title={t('imports.revertNamed', { name: asked?.name ?? '' })}
        text={t('imports.revertText')}
        action={t('imports.revert')}
        busy={revert.isPending}
        error={revert.error?.message}
        onConfirm={() => {
          if (asked !== null) revert.mutate(asked.id);
        }}
      />
    </>
  );
}

export function ImportsView({ site }: { site: Site }) {
  const { t } = useTranslation();
  return (
    <div>
      <Panel title={t('imports.import')} description={t('imports.importText')}>
        <ImportForm siteId={site.id} />
      </Panel>
      <Panel title={t('imports.export')} description={t('imports.exportText')}>
        <div className="flex flex-wrap gap-2">
          {formats.map((format) => (
            <OwnDownload
              key={format}
              path={exportAddress(site.id, format)}
              fileName={`rules-${site.key}.${format === 'json' ? 'json' : 'txt'}`}
            >
              {t(`imports.download.${format}`)}
            </OwnDownload>
          ))}
        </div>
      </Panel>
      <Panel title={t('imports.heading')}>
        <Imports site={site} />
      </Panel>
    </div>
  );
}
