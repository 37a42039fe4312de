// Decides all pings of a campaign at once, shows how far that has got, and takes it back.
import type { CampaignDetail } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { progressQuery } from '../../api/campaigns.js';
import { ago } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { Progress } from '../../ui/progress.js';
import { useCampaignDecision } from './use-campaign-decision.js';

const verdicts = ['approve', 'spam', 'reject'] as const;

/** The verdict that stands, and what became of it. */
function Standing({
  decision,
  onUndo,
  onCancel,
  busy,
  takesFocus,
}: {
  decision: NonNullable<CampaignDetail['decision']>;
  onUndo: () => void;
  onCancel: () => void;
  busy: boolean;
  /** The button that was pressed for it is gone. */
  takesFocus: boolean;
}) {
  const { t } = useTranslation();
  const now = useNow();
  const { data } = useQuery({
    ...progressQuery(decision.id),
    enabled: decision.progress.state === 'running',
  });
  const progress = data?.progress ?? decision.progress;
  const isRunning = progress.state === 'running';
  const { done, total, failed } = progress;
  const leftAlone = failed === 0 ? '' : ` ${t('campaign.leftAlone', { count: failed })}`;
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-52">
        <p>
          <span role="status">
            {t(isRunning ? 'campaign.deciding' : 'campaign.decided', {
              verdict: t(`verdictDone.${decision.verdict}`),
              name: decision.byName,
            })}
          </span>
          {isRunning ? null : ` ${ago(decision.at, now)}.`}
          {decision.inheritsUntil === null || isRunning ? null : (
            <span className="text-muted"> {t('campaign.inherits')}</span>
          )}
          {isRunning ? null : <span className="text-muted">{leftAlone}</span>}
        </p>
        {isRunning ? (
          <Progress
            label={t('campaign.progress')}
            // what is left alone is dealt with too: else the bar would never be full
            done={done + failed}
            total={total}
            words={`${t('campaign.running', { done, total })}${leftAlone}`}
          />
        ) : null}
      </div>
      {isRunning ? (
        <Button size="s" autoFocus={takesFocus} onClick={onCancel}>
          {t('campaign.cancel')}
        </Button>
      ) : (
        <Button size="s" autoFocus={takesFocus} busy={busy} disabled={busy} onClick={onUndo}>
          {t('campaign.undo')}
        </Button>
      )}
    </div>
  );
}

export function CampaignDecision({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation();
  const { give, undo, cancel, busy } = useCampaignDecision(campaign);
  const { decision } = campaign;
  const [pressed, setPressed] = useState<'give' | 'take-back' | null>(null);
  const choice = useRef<HTMLDivElement>(null);
  const isDecided = decision !== null;

  // the button that took the verdict back is gone
  useEffect(() => {
    if (!isDecided && pressed === 'take-back') choice.current?.focus({ preventScroll: true });
  }, [isDecided, pressed]);

  const takeBack = (act: (decisionId: string) => void, decisionId: string) => () => {
    setPressed('take-back');
    act(decisionId);
  };
  if (decision !== null)
    return (
      <Standing
        decision={decision}
        busy={busy}
        takesFocus={pressed === 'give'}
        onUndo={takeBack(undo, decision.id)}
        onCancel={takeBack(cancel, decision.id)}
      />
    );
  return (
    <div
      ref={choice}
      tabIndex={-1}
      role="group"
      aria-label={t('campaign.decideAll', { count: campaign.size })}
      className="mt-3 flex flex-wrap items-center gap-1.5"
    >
      <span className="mr-1 text-muted max-md:w-full">
        {t('campaign.decideAll', { count: campaign.size })}
      </span>
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          size="s"
          weight={verdict === 'spam' ? 'danger' : 'secondary'}
          disabled={busy}
          className="max-md:min-h-11"
          onClick={() => {
            setPressed('give');
            // what is disabled meanwhile keeps no focus
            choice.current?.focus({ preventScroll: true });
            give(verdict);
          }}
        >
          {t(`verdict.${verdict}`)}
        </Button>
      ))}
    </div>
  );
}
