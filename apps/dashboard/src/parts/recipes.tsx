// Ready-made ways to build the addresses into one's own kind of site: which file, which lines, what to mind.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '@trackwarden/contracts';
import { CopyField } from '../ui/copy-field.js';
import { Select } from '../ui/select.js';

export function Recipes({ recipes }: { recipes: readonly Recipe[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0];
  if (recipe === undefined) return null;
  const { id, name, file, code, note } = recipe;
  return (
    <div className="border-t border-line pt-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span aria-hidden className="font-medium">
          {t('recipes.label')}
        </span>
        <Select
          label={t('recipes.label')}
          className="w-52"
          value={id}
          options={recipes.map((item) => ({ value: item.id, label: item.name }))}
          onChange={setChosen}
        />
      </div>
      {note === '' ? null : <p className="mt-3 max-w-[64ch] text-muted">{note}</p>}
      {file === '' ? null : (
        <p className="mt-3 text-12 text-muted">
          {t('recipes.file')} <code className="font-mono text-text">{file}</code>
        </p>
      )}
      <div className="mt-2">
        <CopyField block label={t('recipes.code', { name })} value={code} />
      </div>
    </div>
  );
}
