// The facts of a ping as tags.
import type { Ping } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/tag.js';
import { factsOf } from './facts.js';

export function FactTags({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  return factsOf(ping).map(({ key, tone, count }) => (
    <Tag key={key} tone={tone}>
      {t(`facts.${key}`, { count: count ?? 0 })}
    </Tag>
  ));
}
