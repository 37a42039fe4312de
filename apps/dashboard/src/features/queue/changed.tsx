// A source that changed after it was approved: both versions as one text, with what went and what came.
import type { ContentChange, PublicContent } from '@trackwarden/contracts';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { ago, dateTimeOf } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { Card } from '../../ui/card.js';
import { Tag } from '../../ui/tag.js';
import { wordDiff, type WordChange } from './word-diff.js';

const styles = {
  removed: 'bg-bad-soft text-bad line-through decoration-[1.5px]',
  added: 'bg-ok-soft text-ok font-medium underline decoration-2 underline-offset-2',
} as const;
const piece = 'box-decoration-clone rounded-[3px] px-0.5 py-px';

/** Struck through or underlined, and said aloud: the hue only repeats it. */
function Piece({ kind, text }: WordChange) {
  const { t } = useTranslation();
  if (kind === 'same') return text;
  const Element = kind === 'added' ? 'ins' : 'del';
  return (
    <Element className={`${piece} ${styles[kind]}`}>
      <span className="sr-only">{t(`changed.${kind}`)}: </span>
      {text}
    </Element>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  const parts = wordDiff(before, after);
  return parts.map((part, index) => (
    <Fragment key={`${index} ${part.kind}`}>
      {part.kind === 'added' && parts[index - 1]?.kind === 'removed' ? ' ' : null}
      <Piece {...part} />
    </Fragment>
  ));
}

const shown = {
  title: ({ title }: PublicContent) => title,
  excerpt: ({ excerpt }: PublicContent) => excerpt,
  author: ({ author }: PublicContent) => author.name ?? '',
  authorPage: ({ author }: PublicContent) => author.url ?? '',
  siteName: ({ siteName }: PublicContent) => siteName ?? '',
  type: ({ type, rsvp }: PublicContent) => (rsvp === null ? type : `${type} ${rsvp}`),
} as const;
const names = ['title', 'excerpt', 'author', 'authorPage', 'siteName', 'type'] as const;

function Legend() {
  const { t } = useTranslation();
  return (
    <p aria-hidden className="mt-3 flex flex-wrap items-center gap-2 text-12 text-muted">
      {t('changed.legend')}
      <span className={`${piece} ${styles.removed}`}>{t('changed.removed')}</span>
      <span className={`${piece} ${styles.added}`}>{t('changed.added')}</span>
    </p>
  );
}

export function Changed({ change, isPublic }: { change: ContentChange; isPublic: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const { before, after, detectedAt, difference } = change;
  const rows = names.filter((name) => shown[name](before) !== shown[name](after));
  const percent = Math.max(1, Math.round(difference * 100));
  return (
    <Card
      level="h3"
      className="border-hold"
      title={<span className="text-hold">{t('changed.heading')}</span>}
      aside={
        <Tag tone="hold" className="num shrink-0">
          {t('changed.much', { percent })}
        </Tag>
      }
    >
      <p className="max-w-[64ch]">
        <time dateTime={detectedAt} title={dateTimeOf(detectedAt)}>
          {t('changed.noticed', { when: ago(detectedAt, now) })}
        </time>{' '}
        {t(isPublic ? 'changed.stays' : 'changed.nothingPublic')}
      </p>
      {rows.length === 0 ? (
        <p className="mt-2 max-w-[64ch] text-muted">{t('changed.unseen')}</p>
      ) : (
        <>
          <Legend />
          <dl className="mt-2 grid gap-2.5">
            {rows.map((name) => (
              <div key={name}>
                <dt className="text-12 leading-5 text-muted">{t(`changed.${name}`)}</dt>
                <dd dir="auto" className="max-w-[64ch] text-15 leading-[25px]">
                  <Difference before={shown[name](before)} after={shown[name](after)} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  );
}
