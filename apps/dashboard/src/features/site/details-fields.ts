// The form of a site's name and origins: each origin is an object, so that rows can come and go.
import { createSiteSchema, type Site } from '@trackwarden/contracts';
import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';

const { name, origins } = createSiteSchema.shape;

export const detailsSchema = z.object({
  name,
  origins: z.array(z.object({ value: origins.element })).min(1),
});
export type DetailsFields = z.input<typeof detailsSchema>;

export const detailsOf = (site: Site): DetailsFields => ({
  name: site.name,
  origins: site.origins.map((value) => ({ value })),
});

/** The field that a pointer's path of the API means: `origins.1` is `origins.1.value` here. */
export function detailsField(path: string): FieldPath<DetailsFields> | undefined {
  if (path === 'name' || path === 'origins') return path;
  const row = /^origins\.(\d+)$/.exec(path)?.[1];
  return row === undefined ? undefined : `origins.${Number(row)}.value`;
}
