// What the sender claimed beside what the page says.
import type { Ping, PingDetail, VerificationState } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { isUnread } from '../../parts/unread.js';
import { Card } from '../../ui/card.js';
import { Tag } from '../../ui/tag.js';

/** What an empty cell of the page's side means. */
type Absence = 'notFound' | 'notYet' | 'notRead';
type Row = {
  name: string;
  claimed: string;
  found: string | null;
  onPage: boolean | null;
  /** 0..1, of the two; null where they are not compared. */
  similarity: number | null;
  absence: Absence;
};

function absenceOf(state: VerificationState): Absence {
  if (state === 'waiting') return 'notYet';
  return state === 'gone' || isUnread(state) ? 'notRead' : 'notFound';
}

function Found({ row: { found, onPage, similarity, absence } }: { row: Row }) {
  const { t } = useTranslation();
  const text = found ?? '';
  return (
    <>
      {text === '' ? null : <span className="line-clamp-4">{text}</span>}
      {text === '' && onPage === null ? (
        <span className="text-faint">{t(`claims.${absence}`)}</span>
      ) : null}
      {onPage === null ? null : (
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2">
          <Tag tone={onPage ? 'ok' : 'bad'}>{t(onPage ? 'claims.onPage' : 'claims.absent')}</Tag>
          {similarity === null || similarity === 1 ? null : (
            <span className="num text-12 text-muted">
              {t('claims.alike', { percent: Math.round(similarity * 100) })}
            </span>
          )}
        </span>
      )}
    </>
  );
}

export function Claims({ ping, detail }: { ping: Ping; detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  const { claimed, extracted } = ping;
  const said = [claimed.title, claimed.excerpt, claimed.blogName].some((text) => text !== '');
  if (!said) return null;
  const absence = absenceOf(ping.verification.state);
  const rows: Row[] = [
    {
      name: t('claims.title'),
      claimed: claimed.title,
      found: extracted.title,
      onPage: detail?.claims.titleOnPage ?? null,
      similarity: detail?.claims.titleSimilarity ?? null,
      absence,
    },
    {
      name: t('claims.excerpt'),
      claimed: claimed.excerpt,
      found: extracted.excerpt,
      onPage: detail?.claims.excerptOnPage ?? null,
      similarity: null,
      absence,
    },
    {
      name: t('claims.siteName'),
      claimed: claimed.blogName,
      found: extracted.siteName,
      onPage: null,
      similarity: null,
      absence,
    },
  ];
  return (
    <Card level="h3" title={t('claims.heading')}>
      <table className="w-full table-fixed border-separate border-spacing-0 text-left max-md:block">
        <thead className="max-md:sr-only">
          <tr>
            <td className="w-20" />
            <th scope="col" className="pb-1 font-semibold">
              {t('claims.claimed')}
            </th>
            <th scope="col" className="pb-1 pl-4 font-semibold">
              {t('claims.found')}
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr key={row.name} className="align-top max-md:mb-3 max-md:block max-md:last:mb-0">
              <th
                scope="row"
                className="py-1 pr-3 font-normal text-muted max-md:block max-md:font-medium max-md:text-text"
              >
                {row.name}
              </th>
              <td className="py-1 max-md:block" dir="auto">
                <span className="block text-12 text-faint md:hidden">{t('claims.claimed')}</span>
                {row.claimed === '' ? (
                  <span className="text-faint">{t('claims.empty')}</span>
                ) : (
                  row.claimed
                )}
              </td>
              <td className="py-1 md:pl-4 max-md:block" dir="auto">
                <span className="block text-12 text-faint md:hidden">{t('claims.found')}</span>
                <Found row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
