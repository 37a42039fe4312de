// All versions of a site's model, newest first, and the way back to each that can be in use again.
import type { LearningReport, ModelVersion } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelVersionsQuery } from '../../api/learning.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { GoLive } from './go-live.js';
import { VersionRow } from './version-row.js';

const shown = 6;

/** Another list of versions has another name. */
const nameOf = ({ live, refused, imports }: LearningReport): string =>
  [live?.number, refused?.number, ...imports.map(({ state }) => state)].join(' ');

export function Versions({ siteId, report }: { siteId: string; report: LearningReport }) {
  const { t } = useTranslation();
  const now = useNow();
  const [isWhole, setWhole] = useState(false);
  const [asked, setAsked] = useState<ModelVersion | null>(null);
  const list = useQuery(modelVersionsQuery(siteId, nameOf(report)));
  const versions = list.data?.items ?? [];
  const rest = isWhole ? 0 : versions.length - shown;
  return (
    <Panel title={t('modelVersions.heading')} description={t('modelVersions.text')}>
      <QueryState
        query={list}
        lines={4}
        failed={t('modelVersions.loadFailed')}
        empty={
          versions.length > 0 ? null : <p className="text-muted">{t('modelVersions.empty')}</p>
        }
      />
      {versions.length === 0 ? null : (
        <>
          <ol
            aria-label={t('modelVersions.label')}
            className="divide-y divide-line rounded-m border border-line bg-surface"
          >
            {(isWhole ? versions : versions.slice(0, shown)).map((version) => (
              <VersionRow
                key={version.number}
                version={version}
                now={now}
                onPut={() => setAsked(version)}
              />
            ))}
          </ol>
          <p className="mt-2 text-12 text-muted">{t('modelVersions.surenessHint')}</p>
        </>
      )}
      {rest > 0 ? (
        <Button className="mt-3" size="s" onClick={() => setWhole(true)}>
          {t('modelVersions.more', { count: rest })}
        </Button>
      ) : null}
      <GoLive siteId={siteId} live={report.live} version={asked} onClose={() => setAsked(null)} />
    </Panel>
  );
}
