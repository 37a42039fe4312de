// A site that has learnt nothing: what will come, and the two ways to begin.
import { Link } from '@tanstack/react-router';
import { ChartSpline } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../../ui/button.js';
import { EmptyState } from '../../ui/states.js';
import { historyNameId } from './history-form.js';

export function NothingYet() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<ChartSpline size={20} aria-hidden />}
      title={t('learning.empty')}
      actions={
        <>
          <Link to="/queue" className={buttonClass({ weight: 'primary' })}>
            {t('learning.toQueue')}
          </Link>
          <Button onClick={() => document.getElementById(historyNameId)?.focus()}>
            {t('learning.toImport')}
          </Button>
        </>
      }
    >
      <p>{t('learning.emptyText')}</p>
    </EmptyState>
  );
}
