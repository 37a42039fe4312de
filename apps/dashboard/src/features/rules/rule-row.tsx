// One rule in the list; the whole row opens it.
import type { Rule } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { age, ago, dateOf } from '../../format/time.js';
import { cn } from '../../ui/cn.js';
import { Tag } from '../../ui/tag.js';
import {
  actionClass,
  actionWords,
  percentOf,
  precisionClass,
  stateTone,
  summaryOf,
} from './rule-words.js';

const cell = 'border-b border-line px-2.5 py-2.5 align-top group-last:border-b-0';

function State({ rule, now }: { rule: Rule; now: number }) {
  const { t } = useTranslation();
  const { state, stateSince, fault, demoted } = rule;
  const words = t(`rules.state.${state}`);
  return (
    <span className="flex flex-wrap gap-1">
      {fault === null ? null : <Tag tone="bad">{t('rules.fault')}</Tag>}
      {demoted === null ? (
        <Tag tone={stateTone[state]}>
          {state === 'shadow'
            ? t('rules.since', { state: words, age: age(stateSince, now) })
            : words}
        </Tag>
      ) : (
        <Tag tone="bad">{t('rules.demoted')}</Tag>
      )}
    </span>
  );
}

function About({ rule, now }: { rule: Rule; now: number }) {
  const { t } = useTranslation();
  const { demoted, conditions, expiresAt, statistics } = rule;
  if (demoted !== null) return <>{t('rules.wentBack', { because: demoted.because })}</>;
  const facts = [
    summaryOf(t, conditions),
    ...(statistics.lastHitAt === null
      ? []
      : [t('rules.lastHit', { when: ago(statistics.lastHitAt, now) })]),
    ...(statistics.reversals === 0 ? [] : [t('rules.reversals', { count: statistics.reversals })]),
    ...(statistics.overlap === 0 ? [] : [t('rules.overlapHint', { count: statistics.overlap })]),
    // next to nothing is not worth a word
    ...(statistics.costMs === null || statistics.costMs < 1
      ? []
      : [t('rules.cost', { ms: statistics.costMs.toFixed(0) })]),
    ...(expiresAt === null
      ? []
      : [
          t(Date.parse(expiresAt) > now ? 'rules.expires' : 'rules.expired', {
            date: dateOf(expiresAt),
          }),
        ]),
  ];
  return <>{facts.join(' · ')}</>;
}

export function RuleRow({
  rule,
  isCurrent,
  now,
  onOpen,
}: {
  rule: Rule;
  isCurrent: boolean;
  now: number;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { id, name, action, statistics } = rule;
  const right = statistics.precision === null ? '–' : percentOf(statistics.precision);
  return (
    <tr
      className={cn(
        'group cursor-pointer hover:bg-hover',
        isCurrent && 'bg-accent-soft hover:bg-accent-soft',
      )}
      onClick={() => onOpen(id)}
    >
      <td className={cn(cell, 'pl-4.5')}>
        <Link
          to="/rules"
          search={(previous) => ({ ...previous, rule: id, from: undefined })}
          preload={false}
          aria-current={isCurrent ? 'true' : undefined}
          className="inline-flex min-h-6 items-center font-medium"
          dir="auto"
          onClick={(event) => event.stopPropagation()}
        >
          {name}
        </Link>
        <div className="py-0.5 sm:hidden">
          <State rule={rule} now={now} />
        </div>
        <p className="line-clamp-2 text-muted" dir="auto">
          <About rule={rule} now={now} />
        </p>
        <p className="num text-muted sm:hidden">
          {t('rules.column.hits')}: {statistics.hits.toLocaleString('en')} ·{' '}
          {t('rules.column.right')}: {right}
        </p>
      </td>
      <td className={cn(cell, 'w-px max-sm:hidden')}>
        <State rule={rule} now={now} />
      </td>
      <td className={cn(cell, 'num text-right whitespace-nowrap max-sm:hidden')}>
        {statistics.hits.toLocaleString('en')}
      </td>
      <td
        className={cn(
          cell,
          'num text-right whitespace-nowrap max-sm:hidden',
          precisionClass(statistics.precision),
        )}
      >
        {right}
      </td>
      <td className={cn(cell, 'num pr-4.5 text-right whitespace-nowrap', actionClass(action))}>
        {actionWords(t, action)}
      </td>
    </tr>
  );
}
