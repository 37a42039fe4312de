// The origins of a site, one field each, with a row added or taken away.
import { Plus, X } from 'lucide-react';
import { useFieldArray, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import type { DetailsFields } from './details-fields.js';

const most = 50;

export function OriginRows({
  form,
}: {
  form: Pick<UseFormReturn<DetailsFields>, 'control' | 'register' | 'setFocus' | 'getValues'> & {
    errors: UseFormReturn<DetailsFields>['formState']['errors']['origins'];
  };
}) {
  const { t } = useTranslation();
  const { control, register, setFocus, getValues, errors } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'origins' });

  const take = (index: number) => {
    remove(index);
    // The pressed button is gone: the focus stays in the list.
    setFocus(`origins.${Math.max(0, index - 1)}.value`);
  };

  return (
    <fieldset>
      <legend className="font-medium">{t('site.origins')}</legend>
      <p className="mb-2 text-12 text-muted">{t('site.originHint')}</p>
      <ul className="grid gap-2">
        {fields.map(({ id }, index) => (
          <li key={id} className="flex items-start gap-1">
            <Field
              hideLabel
              className="min-w-0 flex-1"
              label={t('site.originNumber', { row: index + 1 })}
              error={errors?.[index]?.value?.message}
            >
              <Input
                {...register(`origins.${index}.value`)}
                type="url"
                inputMode="url"
                autoComplete="off"
                placeholder="https://blog.example"
              />
            </Field>
            {fields.length === 1 ? null : (
              <Button
                weight="ghost"
                size="icon"
                className="mt-0.5 pointer-coarse:mt-0"
                aria-label={t('site.removeOrigin', {
                  origin:
                    getValues(`origins.${index}.value`) ||
                    t('site.originNumber', { row: index + 1 }),
                })}
                onClick={() => take(index)}
              >
                <X size={15} aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {errors?.message === undefined && errors?.root?.message === undefined ? null : (
        <p role="alert" className="mt-1 text-12 font-medium text-bad">
          {errors.message ?? errors.root?.message}
        </p>
      )}
      {fields.length >= most ? null : (
        <Button size="s" className="mt-3" onClick={() => append({ value: '' })}>
          <Plus size={14} aria-hidden />
          {t('site.addOrigin')}
        </Button>
      )}
    </fieldset>
  );
}
