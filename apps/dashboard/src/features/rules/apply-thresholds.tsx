// Applies the saved thresholds to the pings that wait, and says how far that has got.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelDecision, progressQuery } from '../../api/campaigns.js';
import { applyThresholds } from '../../api/rules.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';

/** `waiting`: pings that the present thresholds would decide, as far as the queue was looked at. */
export function ApplyThresholds({
  siteId,
  waiting,
  isWhole,
}: {
  siteId: string;
  waiting: number;
  isWhole: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const apply = useMutation({
    mutationFn: () => applyThresholds(siteId),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  const stop = useMutation({
    mutationFn: cancelDecision,
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  const decisionId = apply.data?.decisionId ?? '';
  const { data } = useQuery({ ...progressQuery(decisionId), enabled: decisionId !== '' });
  const progress = data?.progress;
  const isRunning = decisionId !== '' && (progress === undefined || progress.state === 'running');
  const isOver = apply.isSuccess && !isRunning;
  useEffect(() => {
    if (!isOver) return;
    // the queue's own lists may hold these pings: they are asked for anew when it is opened
    client.removeQueries({ queryKey: ['pings'] });
    for (const queryKey of [['thresholds', siteId], ['stats'], ['decisions'], ['ping']])
      void client.invalidateQueries({ queryKey });
  }, [client, siteId, isOver]);
  if (waiting === 0 && isWhole && !apply.isSuccess) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
      <p role="status">
        {isRunning
          ? t('bands.applying', { done: progress?.done ?? 0, total: progress?.total ?? waiting })
          : isOver
            ? t('bands.applied', { count: progress?.done ?? 0 })
            : `${t('bands.applies', { count: waiting })}${isWhole ? '' : ` ${t('bands.appliesOn')}`}`}{' '}
        {isOver && decisionId !== '' ? (
          <Link to="/history" className="underline underline-offset-2">
            {t('bands.toHistory')}
          </Link>
        ) : null}
      </p>
      {isOver ? null : isRunning ? (
        <Button
          size="s"
          disabled={stop.isPending || stop.isSuccess}
          onClick={() => stop.mutate(decisionId)}
        >
          {t('bands.stop')}
        </Button>
      ) : (
        <Button
          size="s"
          busy={apply.isPending}
          disabled={apply.isPending}
          onClick={() => apply.mutate()}
        >
          {t('bands.apply')}
        </Button>
      )}
    </div>
  );
}
