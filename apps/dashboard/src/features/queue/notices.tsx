// What could not be decided: someone was faster, some pings of many failed, or no answer came.
import type { Ping, Verdict } from '@trackwarden/contracts';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ago } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import type { FailedPing, Manner, Notice } from './memory.js';

function FailedLine({ failed: { ping, code, why: said } }: { failed: FailedPing }) {
  const { t } = useTranslation();
  const now = useNow();
  const why =
    code === 'version-conflict'
      ? t('notice.conflict', {
          status: t(`status.${ping.status}`),
          when: ping.decidedAt === null ? '' : ago(ping.decidedAt, now),
        })
      : (said ?? t(`codes.${code}`, { defaultValue: t('codes.unknown') }));
  return (
    <li>
      <span className="font-medium">{ping.domain}</span> · {why}
    </li>
  );
}

export function Notices({
  notices,
  onRepeat,
  onDismiss,
}: {
  notices: readonly Notice[];
  onRepeat: (pings: Ping[], verdict: Verdict, manner: Manner) => void;
  onDismiss: (key: string) => void;
}) {
  const { t } = useTranslation();
  return notices.map((notice) => {
    const conflict = notice.failed.every(({ code }) => code === 'version-conflict');
    const { content, scope } = notice.manner;
    const verdict = t(content === undefined ? `verdict.${notice.verdict}` : 'changed.keep');
    // the same scope would be refused again
    const withoutList = scope !== undefined && notice.code === 'validation-failed';
    const repeat = () => {
      onDismiss(notice.key);
      onRepeat(
        notice.failed.map(({ ping }) => ping),
        notice.verdict,
        withoutList ? {} : notice.manner,
      );
    };
    return (
      <div
        key={notice.key}
        role="alert"
        className="col-span-full flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line bg-hold-soft px-4 py-3"
      >
        <TriangleAlert size={16} className="mt-0.5 shrink-0 text-hold" aria-hidden />
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-semibold">
            {conflict
              ? t('notice.conflictTitle', { count: notice.failed.length })
              : t(notice.code === null ? 'notice.partial' : 'notice.unsent', {
                  verdict,
                  count: notice.affected,
                  failed: notice.failed.length,
                })}
          </p>
          <ul
            className="mt-0.5 max-h-32 overflow-y-auto"
            tabIndex={0}
            aria-label={t('notice.list')}
          >
            {notice.failed.slice(0, 50).map((failed) => (
              <FailedLine key={failed.ping.id} failed={failed} />
            ))}
          </ul>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="s" onClick={() => onDismiss(notice.key)}>
            {t(conflict ? 'notice.keepTheirs' : 'ui.dismiss')}
          </Button>
          <Button size="s" weight="primary" onClick={repeat}>
            {conflict
              ? t('notice.override', { verdict })
              : withoutList
                ? t('notice.withoutList', { verdict })
                : t(notice.code === null ? 'notice.retry' : 'notice.sendAgain')}
          </Button>
        </div>
      </div>
    );
  });
}
