// The facts of a ping as tags.
import type { Ping } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/tag.js';
import { factsOf } from './facts.js';

/** `inFull` where there is room for a sentence. */
export function FactTags({ ping, inFull }: { ping: Ping; inFull?: boolean }) {
  const { t } = useTranslation();
  return factsOf(ping).map(({ key, tone, count }) => (
    <Tag key={key} tone={tone}>
      {inFull && key === 'private'
        ? t('facts.privateInFull')
        : t(`facts.${key}`, { count: count ?? 0 })}
    </Tag>
  ));
}
