// Words and shapes that speak for one side, the heaviest first, each with the points that it adds.
import type { LearntToken } from '@trackwarden/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import { weightOf } from './words.js';

const shown = 8;

function Row({ token, scale }: { token: LearntToken; scale: number }) {
  const { t } = useTranslation();
  const { points, field, pings } = token;
  const isSpam = points > 0;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_72px_48px] items-center gap-x-3">
      <span className="min-w-0">
        <span className="block truncate font-medium" dir="auto" title={token.token}>
          {token.token}
        </span>
        <span className="num block text-12 text-muted">
          {t(`lately.field.${field}`)} · {t('lately.pings', { count: pings })}
        </span>
      </span>
      <span aria-hidden className="h-2">
        <span
          className={cn('block h-2 rounded-full', isSpam ? 'bg-bad' : 'bg-ok')}
          style={{ width: `${Math.max(3, (Math.abs(points) / scale) * 100)}%` }}
        />
      </span>
      <span className={cn('num text-right', isSpam ? 'text-bad' : 'text-ok')}>
        {weightOf(points)}
      </span>
    </li>
  );
}

/** `scale`: the points that fill a bar. */
export function TokenList({
  title,
  tokens,
  scale,
}: {
  title: string;
  tokens: readonly LearntToken[];
  scale: number;
}) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const rest = tokens.length - shown;
  return (
    <section aria-label={title}>
      <h3 className="text-12 font-medium text-muted">{title}</h3>
      {tokens.length === 0 ? <p className="mt-2 text-muted">{t('lately.none')}</p> : null}
      <ol className="mt-2.5 grid gap-2">
        {(isWhole ? tokens : tokens.slice(0, shown)).map((token) => (
          <Row key={`${token.field} ${token.token}`} token={token} scale={scale} />
        ))}
      </ol>
      {rest > 0 ? (
        <Button
          size="s"
          weight="ghost"
          className="mt-2 -ml-2.5"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? t('lately.fewer') : t('lately.more', { count: rest })}
        </Button>
      ) : null}
    </section>
  );
}
