// The parts of the rules page, as links.
import { useTranslation } from 'react-i18next';
import { PageParts, PartLink } from '../../parts/page-parts.js';
import { rulesParts } from '../../state/search.js';

export function RulesViews({ view }: { view: (typeof rulesParts)[number] }) {
  const { t } = useTranslation();
  return (
    <PageParts label={t('rules.views')}>
      {rulesParts.map((name) => (
        <PartLink
          key={name}
          to="/rules"
          search={(previous) => ({
            ...previous,
            part: name === 'rules' ? undefined : name,
            rule: undefined,
            from: undefined,
          })}
          preload={false}
          isCurrent={name === view}
        >
          {t(`rules.view.${name}`)}
        </PartLink>
      ))}
    </PageParts>
  );
}
