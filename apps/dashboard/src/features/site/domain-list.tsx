// A list of domains that are blocked or trusted, with one line to add to it.
import { domainSchema, type Site } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { Panel } from '../../ui/panel.js';
import { useSiteChange } from './use-site-change.js';

type ListName = 'blockedDomains' | 'trustedDomains';

/** Splits what was typed or pasted at spaces, commas and line ends. */
function readDomains(text: string): { domains: string[]; wrong: string | null } {
  const domains: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const domain = domainSchema.safeParse(word);
    if (!domain.success) return { domains: [], wrong: word };
    domains.push(domain.data);
  }
  return { domains, wrong: null };
}

export function DomainList({ site, name }: { site: Site; name: ListName }) {
  const { t } = useTranslation();
  const { change, changeSettings } = useSiteChange(site);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const domains = site.settings[name];

  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const read = readDomains(text);
    setWrong(read.wrong);
    if (read.domains.length === 0) return;
    changeSettings({ [name]: [...new Set([...domains, ...read.domains])].sort() });
    setText('');
  };

  return (
    <Panel
      title={t(`domains.${name}.title`)}
      description={
        <>
          {t(`domains.${name}.text`)}{' '}
          <Link
            to="/rules"
            search={(previous) => ({ site: previous.site, part: 'lists' as const })}
            className="underline decoration-1 underline-offset-2 hover:text-text"
          >
            {t('domains.lists')}
          </Link>
        </>
      }
    >
      <form noValidate className="flex items-start gap-2" onSubmit={add}>
        <Field
          hideLabel
          className="min-w-0 flex-1"
          label={t('domains.add')}
          error={wrong === null ? undefined : t('domains.wrong', { text: wrong })}
        >
          <Input
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={name === 'blockedDomains' ? 'casino.example' : 'hedgerow.example'}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Button type="submit" disabled={change.isPending} busy={change.isPending}>
          {t('domains.addButton')}
        </Button>
      </form>
      {domains.length === 0 ? (
        <p className="mt-3 text-muted">{t('domains.empty')}</p>
      ) : (
        <ul className="mt-3 flex max-h-64 flex-wrap gap-1.5 overflow-y-auto">
          {domains.map((domain) => (
            <li
              key={domain}
              className="flex items-center rounded-full bg-mute-soft pl-3 font-mono text-12 text-text"
            >
              {domain}
              <button
                type="button"
                aria-label={t('domains.remove', { domain })}
                disabled={change.isPending}
                className="flex size-7 items-center justify-center rounded-full text-muted hover:text-bad pointer-coarse:size-11"
                onClick={() => changeSettings({ [name]: domains.filter((it) => it !== domain) })}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
