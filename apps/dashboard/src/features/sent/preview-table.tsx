// Each ping that would be sent: for which link, by which protocol, to which endpoint, with which fields.
import type { OutboxPreview } from '@trackwarden/contracts';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { protocolName } from '../../parts/protocol-name.js';
import { ExternalLink } from '../../ui/external-link.js';
import { Tag } from '../../ui/tag.js';

type WouldSend = OutboxPreview['wouldSend'][number];

function Body({ body, target }: Pick<WouldSend, 'body' | 'target'>) {
  const { t } = useTranslation();
  const fields = Object.entries(body);
  return (
    <details className="group mt-1">
      <summary className="flex min-h-6 list-none items-center gap-1 self-start text-12 text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={13} className="transition-transform group-open:rotate-90" aria-hidden />
        {t('sent.fields', { count: fields.length })}
        <span className="sr-only">{t('sent.fieldsFor', { target })}</span>
      </summary>
      <dl className="mt-1.5 grid gap-1.5 rounded-s bg-sunken px-3 py-2.5 text-12 leading-5">
        {fields.map(([name, value]) => (
          <div key={name} className="gap-x-3 lg:grid lg:grid-cols-[80px_minmax(0,1fr)]">
            <dt className="font-mono text-muted">{name}</dt>
            <dd dir="auto" className="font-mono whitespace-pre-wrap">
              {value === '' ? '–' : value}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const heading = 'px-4 py-2 text-12 font-medium text-muted';
const cell = 'px-4 md:border-t md:border-line md:py-3 max-md:block';

export function PreviewTable({ pings }: { pings: readonly WouldSend[] }) {
  const { t } = useTranslation();
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 rounded-m border border-line text-left max-md:block">
      <caption className="sr-only">{t('sent.tableLabel')}</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={heading}>
            {t('sent.target')}
          </th>
          <th scope="col" className={`${heading} w-32`}>
            {t('sent.protocol')}
          </th>
          <th scope="col" className={heading}>
            {t('sent.endpoint')}
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {pings.map(({ target, protocol, endpoint, foundBy, body }) => (
          <tr
            key={`${protocol} ${target}`}
            className="align-top max-md:block max-md:border-t max-md:border-line max-md:py-3 max-md:first:border-t-0"
          >
            <td className={cell}>
              <ExternalLink href={target}>{target}</ExternalLink>
            </td>
            <td className={`${cell} max-md:my-1.5`}>
              <Tag>{protocolName[protocol]}</Tag>
            </td>
            <td className={cell}>
              <span className="block font-mono text-12 leading-5 break-all">{endpoint}</span>
              <span className="block text-12 text-muted">
                {t('sent.foundBy')} <code className="font-mono break-all">{foundBy}</code>
              </span>
              <Body body={body} target={target} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
