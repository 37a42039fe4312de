// The form of a site's limits: an empty field stands for none.
import { siteSettingsSchema, type Site } from '@trackwarden/contracts';
import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';

const { closeAfterDays, inboxPassphrase } = siteSettingsSchema.shape;

export const limitsSchema = z.object({
  closeAfterDays: z
    .string()
    .transform((text) => (text.trim() === '' ? null : Number(text)))
    .pipe(closeAfterDays),
  inboxPassphrase: z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(inboxPassphrase),
});
export type LimitsFields = z.input<typeof limitsSchema>;

export const limitsOf = ({ settings }: Site): LimitsFields => ({
  closeAfterDays: settings.closeAfterDays === null ? '' : String(settings.closeAfterDays),
  inboxPassphrase: settings.inboxPassphrase ?? '',
});

/** The field that a pointer's path of the API means: `settings.closeAfterDays` is `closeAfterDays` here. */
export function limitsField(path: string): FieldPath<LimitsFields> | undefined {
  const name = path.replace(/^settings\./, '');
  return name === 'closeAfterDays' || name === 'inboxPassphrase' ? name : undefined;
}
