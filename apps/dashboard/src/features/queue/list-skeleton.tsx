// Grey rows while the first page is on its way.
import { useTranslation } from 'react-i18next';
import { Delayed, Skeleton } from '../../ui/states.js';

export function ListSkeleton() {
  const { t } = useTranslation();
  return (
    <Delayed>
      <div role="status">
        <span className="sr-only">{t('ui.loading')}</span>
        {Array.from({ length: 7 }, (_, row) => (
          <div
            key={row}
            className="grid grid-cols-[48px_minmax(0,1fr)] gap-2 border-b border-line py-3 pr-3.5 pl-2.5"
          >
            <Skeleton className="mx-auto h-8 w-7" />
            <div className="grid gap-2">
              <Skeleton className="w-4/5" />
              <Skeleton className="h-3 w-3/5" />
              <Skeleton className="h-3 w-24" />
            </div>
          </div>
        ))}
      </div>
    </Delayed>
  );
}
