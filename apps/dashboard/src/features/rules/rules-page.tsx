// The rules of a site: thresholds, rules with how well they do, lists, imports; the editor beside them.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { rulesQuery } from '../../api/rules.js';
import { useKeys } from '../../state/keys.js';
import { useLiveEvents } from '../../state/live.js';
import { useThreePanes } from '../../state/media.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { Button } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import { Bands } from './bands.js';
import { EditorPane } from './editor-pane.js';
import { ImportsView } from './imports-view.js';
import { ListsView } from './lists-view.js';
import { RuleList } from './rule-list.js';
import { RulesViews } from './rules-views.js';

export function RulesPage() {
  const { t } = useTranslation();
  const site = useSite();
  const client = useQueryClient();
  const { part: view = 'rules', rule, from } = useSearch({ from: '/app/rules' });
  const navigate = useNavigate({ from: '/rules' });
  const wide = useThreePanes();
  const list = useQuery(rulesQuery(site.id));
  useTitle(t('nav.rules'));
  useLiveEvents(({ type, siteId }) => {
    if (type === 'rule.changed' && siteId === site.id)
      void client.invalidateQueries({ queryKey: ['rules', site.id] });
  });

  const open = (id: string | undefined) => {
    // the editor takes its focus with it
    if (id === undefined) document.getElementById('main')?.focus();
    void navigate({
      search: (previous) => ({ ...previous, part: undefined, from: undefined, rule: id }),
    });
  };
  useKeys('n', () => open('new'));
  useKeys('escape', () => open(undefined), rule !== undefined);

  const editor =
    rule === undefined || view !== 'rules' ? null : (
      <EditorPane
        key={`${site.id} ${rule} ${from ?? ''}`}
        site={site}
        ruleId={rule}
        fromPing={from}
        list={list}
        onOpen={open}
      />
    );
  return (
    <main
      id="main"
      tabIndex={-1}
      className={cn(
        'grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] outline-none',
        editor !== null && 'xl:grid-cols-[minmax(0,1fr)_464px]',
      )}
    >
      {editor !== null && !wide ? (
        <h1 className="sr-only">{t('nav.rules')}</h1>
      ) : (
        <div className="min-h-0 overflow-y-auto">
          <div className="mx-auto max-w-[1040px] px-4 py-6 md:px-8 md:py-8">
            <header className="mb-8 flex flex-wrap items-start justify-between gap-4">
              <div className="min-w-0 flex-1 basis-64">
                <h1 className="text-24 font-semibold tracking-[-0.014em]">{t('nav.rules')}</h1>
                <p className="mt-1 max-w-[64ch] text-muted">
                  {t('rules.text', { site: site.name })}
                </p>
              </div>
              <Button weight="primary" hint="N" onClick={() => open('new')}>
                <Plus size={15} aria-hidden />
                {t('rules.new')}
              </Button>
            </header>
            <RulesViews view={view} />
            {view === 'rules' ? (
              <>
                <Bands key={site.id} site={site} />
                <RuleList site={site} list={list} current={rule} onOpen={open} />
              </>
            ) : null}
            {view === 'lists' ? <ListsView key={site.id} site={site} /> : null}
            {view === 'imports' ? <ImportsView key={site.id} site={site} /> : null}
          </div>
        </div>
      )}
      {editor}
    </main>
  );
}
