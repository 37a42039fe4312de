// In which order the list stands; the search line says the same as a token.
import type { PingSort } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/select.js';
import { parseSearchLine, withSort } from './query.js';
import { usualOrder, type View } from './views.js';

const orders: readonly PingSort[] = ['uncertainty', '-receivedAt', 'receivedAt', '-score', 'score'];

export function OrderChoice({
  view,
  line,
  onChange,
}: {
  view: View;
  line: string;
  onChange: (line: string) => void;
}) {
  const { t } = useTranslation();
  const usual = usualOrder(view);
  return (
    <Select
      label={t('queue.order')}
      value={parseSearchLine(line).sort ?? usual}
      className="min-h-6 w-auto gap-1 rounded-full py-0 pr-1.5 pl-2.5 text-12 text-muted"
      options={orders.map((value) => ({ value, label: t(`queue.orders.${value}`) }))}
      onChange={(sort) => onChange(withSort(line, sort === usual ? null : sort))}
    />
  );
}
