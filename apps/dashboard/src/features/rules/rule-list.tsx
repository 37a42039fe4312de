// All rules of a site: what each asks for, its state, how often it met, and how often people agreed.
import type { List, Rule, Site } from '@trackwarden/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { QueryState } from '../../ui/query-state.js';
import { EmptyState } from '../../ui/states.js';
import { RuleRow } from './rule-row.js';
import { useStarters } from './use-starters.js';

const head =
  'border-b border-line px-2.5 py-2 text-left text-12 font-medium whitespace-nowrap text-muted';

export function RuleList({
  site,
  list,
  current,
  onOpen,
}: {
  site: Site;
  list: UseQueryResult<List<Rule>>;
  current: string | undefined;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation();
  const now = useNow();
  const rules = list.data?.items ?? [];
  return (
    <>
      <QueryState
        query={list}
        lines={6}
        failed={t('rules.loadFailed')}
        empty={rules.length > 0 ? null : <NoRules siteId={site.id} onOpen={onOpen} />}
      />
      {rules.length === 0 ? null : (
        <div className="rounded-m border border-line bg-surface">
          <table className="w-full border-collapse">
            <caption className="sr-only">{t('rules.table')}</caption>
            <thead>
              <tr>
                <th scope="col" className={`${head} pl-4.5`}>
                  {t('rules.column.rule')}
                </th>
                <th scope="col" className={`${head} max-sm:hidden`}>
                  {t('rules.column.state')}
                </th>
                <th scope="col" className={`${head} text-right max-sm:hidden`}>
                  {t('rules.column.hits')}
                </th>
                <th scope="col" className={`${head} text-right max-sm:hidden`}>
                  {t('rules.column.right')}
                </th>
                <th scope="col" className={`${head} pr-4.5 text-right`}>
                  {t('rules.column.points')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  isCurrent={rule.id === current}
                  now={now}
                  onOpen={onOpen}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function NoRules({ siteId, onOpen }: { siteId: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const starters = useStarters(siteId);
  return (
    <EmptyState
      icon={<ListChecks size={20} aria-hidden />}
      title={t('rules.empty')}
      actions={
        <>
          <Button weight="primary" onClick={() => onOpen('new')}>
            {t('rules.new')}
          </Button>
          <Button
            busy={starters.isPending}
            disabled={starters.isPending}
            onClick={() => starters.mutate()}
          >
            {t('rules.starters')}
          </Button>
        </>
      }
    >
      {t('rules.emptyText')}
    </EmptyState>
  );
}
