// The pane of the editor: finds the rule, or the ping that a new one starts from.
import type { List, Rule, Site } from '@trackwarden/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { pingQuery } from '../../api/pings.js';
import { ErrorState, SkeletonLines } from '../../ui/states.js';
import { draftFrom, draftOf, emptyDraft } from './draft.js';
import { RuleEditor } from './rule-editor.js';

export function EditorPane({
  site,
  ruleId,
  fromPing,
  list,
  onOpen,
}: {
  site: Site;
  ruleId: string;
  fromPing: string | undefined;
  list: UseQueryResult<List<Rule>>;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const isNew = ruleId === 'new';
  const ping = useQuery({ ...pingQuery(fromPing ?? ''), enabled: isNew && fromPing !== undefined });
  const rule = isNew ? undefined : list.data?.items.find(({ id }) => id === ruleId);
  const label = t(isNew ? 'editor.newLabel' : 'editor.label');
  const waits = isNew ? fromPing !== undefined && ping.isPending : list.isPending;
  return (
    <section
      aria-label={label}
      className="min-h-0 min-w-0 scroll-pb-20 overflow-y-auto border-line bg-surface xl:border-l"
    >
      {waits ? (
        <div className="p-5">
          <SkeletonLines lines={8} />
        </div>
      ) : !isNew && rule === undefined ? (
        <div className="p-5">
          <ErrorState message={t('editor.gone')} onRetry={() => void list.refetch()} />
        </div>
      ) : (
        <RuleEditor
          site={site}
          rule={rule}
          initial={
            rule ? draftOf(rule) : ping.data === undefined ? emptyDraft() : draftFrom(ping.data)
          }
          onOpen={onOpen}
        />
      )}
    </section>
  );
}
