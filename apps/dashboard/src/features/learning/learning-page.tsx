// What a site has learnt from people: how much, how right it is, its words, its versions, its ways in and out.
import type { LearningReport, Site } from '@trackwarden/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { learningQuery } from '../../api/learning.js';
import { useLiveEvents } from '../../state/live.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { Page } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { BandErrors } from './band-errors.js';
import { Calibration } from './calibration.js';
import { Forget } from './forget.js';
import { HistoryImports } from './history-imports.js';
import { Lately } from './lately.js';
import { ModelFilePanel } from './model-file-panel.js';
import { NothingYet } from './nothing-yet.js';
import { RefusedNotice } from './refused-notice.js';
import { Summary } from './summary.js';
import { Versions } from './versions.js';

function WhatIsKnown({ site, report }: { site: Site; report: LearningReport }) {
  return (
    <>
      <Summary report={report} />
      <RefusedNotice siteId={site.id} report={report} />
      <div className="mt-8">
        <Calibration calibration={report.calibration} />
        <BandErrors bands={report.bands} />
        <Lately report={report} />
        <Versions siteId={site.id} report={report} />
      </div>
    </>
  );
}

function Report({ site, report }: { site: Site; report: LearningReport }) {
  const { live, refused, waiting, imports } = report;
  const isNew = live === null && refused === null && waiting === 0 && imports.length === 0;
  return (
    <>
      {isNew ? <NothingYet /> : <WhatIsKnown site={site} report={report} />}
      <div className="border-t border-line pt-8">
        <HistoryImports siteId={site.id} imports={report.imports} />
        <ModelFilePanel site={site} isEmpty={live === null} />
        {isNew ? null : <Forget site={site} />}
      </div>
    </>
  );
}

export function LearningPage() {
  const { t } = useTranslation();
  const site = useSite();
  const client = useQueryClient();
  const report = useQuery(learningQuery(site.id));
  useTitle(t('nav.insights'));
  useLiveEvents(({ type, siteId }) => {
    if (type === 'learning.changed' && siteId === site.id)
      void client.invalidateQueries(learningQuery(site.id));
  });
  return (
    <Page title={t('nav.insights')} description={t('learning.text', { site: site.name })}>
      <QueryState query={report} lines={9} failed={t('learning.loadFailed')} />
      {report.data === undefined ? null : <Report key={site.id} site={site} report={report.data} />}
    </Page>
  );
}
