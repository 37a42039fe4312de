// What to paste into a page so that senders find where to ping: RDF, link elements or headers.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { discoveryQuery } from '../api/sites.js';
import { dateOf } from '../format/time.js';
import { CopyField } from '../ui/copy-field.js';
import { ErrorState, SkeletonLines } from '../ui/states.js';
import { Tabs } from '../ui/tabs.js';
import { Recipes } from './recipes.js';

export function DiscoverySnippets({ siteKey, target }: { siteKey: string; target: string }) {
  const { t } = useTranslation();
  const discovery = useQuery(discoveryQuery(siteKey, target));
  if (discovery.isPending) return <SkeletonLines lines={6} />;
  if (discovery.isError)
    return (
      <ErrorState message={discovery.error.message} onRetry={() => void discovery.refetch()} />
    );
  const { rdf, links, headers, snippet, recipes, freshUntil } = discovery.data;
  const headerText = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  const items = [
    { value: 'all', label: t('discovery.all'), text: t('discovery.allText'), code: snippet },
    { value: 'rdf', label: t('discovery.rdf'), text: t('discovery.rdfText'), code: rdf },
    { value: 'links', label: t('discovery.links'), text: t('discovery.linksText'), code: links },
    {
      value: 'headers',
      label: t('discovery.headers'),
      text: t('discovery.headersText'),
      code: headerText,
    },
  ];
  return (
    <div className="grid gap-5">
      {freshUntil === null ? null : (
        <p className="font-medium text-hold">
          {t('dated.freshUntil', { date: dateOf(freshUntil) })}
        </p>
      )}
      <Tabs
        label={t('discovery.label')}
        items={items.map(({ value, label, text, code }) => ({
          value,
          label,
          content: (
            <>
              <p className="mb-2 text-muted">{text}</p>
              <CopyField block label={label} value={code} />
            </>
          ),
        }))}
      />
      <Recipes recipes={recipes} />
    </div>
  );
}
