// Asks before another version is put in use, and says what is lost by it.
import type { ModelVersion } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { activateVersion, learningQuery } from '../../api/learning.js';
import { showToast } from '../../state/toast.js';
import { Confirm } from '../../ui/confirm.js';

function consequences(t: TFunction, version: ModelVersion, live: ModelVersion | null): string {
  const back = live === null ? [] : [t('goLive.back', { number: live.number })];
  if (version.state === 'refused') {
    const replaces = version.madeBy === 'file' ? [t('goLive.replaces')] : [];
    return [t('goLive.refused', { because: version.because }), ...replaces, ...back].join(' ');
  }
  const lost = (live?.decisions ?? 0) - version.decisions;
  return [
    lost > 0 ? t('goLive.lost', { count: lost }) : t('goLive.lostNone'),
    t('goLive.notAgain'),
    ...back,
  ].join(' ');
}

/** Nothing is asked while `version` is null. */
export function GoLive({
  siteId,
  version,
  live,
  onClose,
}: {
  siteId: string;
  version: ModelVersion | null;
  live: ModelVersion | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const activate = useMutation({
    mutationFn: (number: number) => activateVersion(siteId, number),
    onSuccess: (report) => {
      client.setQueryData(learningQuery(siteId).queryKey, report);
      if (report.live !== null) showToast(t('goLive.done', { number: report.live.number }));
      // the button that was pressed may be gone
      document.getElementById('main')?.focus();
      onClose();
    },
  });
  return (
    <Confirm
      open={version !== null}
      onOpenChange={(open) => {
        if (open) return;
        activate.reset();
        onClose();
      }}
      title={t('goLive.title', { number: version?.number ?? 0 })}
      text={version === null ? '' : consequences(t, version, live)}
      action={t('goLive.action')}
      weight="primary"
      busy={activate.isPending}
      error={activate.error?.message}
      onConfirm={() => {
        if (version !== null) activate.mutate(version.number);
      }}
    />
  );
}
