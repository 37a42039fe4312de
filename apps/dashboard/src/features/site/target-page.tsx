// What is known of the page behind a target: whether it is there, and its other addresses.
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/tag.js';

export const isMissing = (httpStatus: number | null): boolean =>
  httpStatus === 404 || httpStatus === 410;

export function PageStatus({ httpStatus }: { httpStatus: number | null }) {
  const { t } = useTranslation();
  if (httpStatus === null || httpStatus < 400) return null;
  return (
    <Tag tone={isMissing(httpStatus) ? 'bad' : 'hold'}>
      {t(isMissing(httpStatus) ? 'targets.missing' : 'targets.failing', {
        status: String(httpStatus),
      })}
    </Tag>
  );
}

const shownAtOnce = 3;

function Addresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <ul>
      {addresses.map((address) => (
        <li key={address} className="font-mono text-12 leading-5 break-all text-muted">
          {address}
        </li>
      ))}
    </ul>
  );
}

export function Aliases({ aliases }: { aliases: readonly string[] }) {
  const { t } = useTranslation();
  const rest = aliases.slice(shownAtOnce);
  if (aliases.length === 0) return null;
  return (
    <div className="mt-1.5">
      <p className="text-12 text-muted">{t('targets.aliases')}</p>
      <Addresses addresses={aliases.slice(0, shownAtOnce)} />
      {rest.length === 0 ? null : (
        <details>
          <summary className="flex min-h-6 list-none items-center text-12 text-muted underline underline-offset-2 hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
            {t('targets.moreAliases', { count: rest.length })}
          </summary>
          <Addresses addresses={rest} />
        </details>
      )}
    </div>
  );
}
