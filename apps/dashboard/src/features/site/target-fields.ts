// The form of a target: empty fields stand for none, the closing time is local.
import {
  createTargetSchema,
  type CreateTarget,
  type Target,
  type UpdateTarget,
} from '@trackwarden/contracts';
import { z } from 'zod';
import { localFieldOf, timeOfLocalField } from '../../format/local-time.js';

const { url, passphrase, closesAt } = createTargetSchema.shape;

export const targetFieldsSchema = z.object({
  url,
  title: createTargetSchema.shape.title.unwrap(),
  kind: createTargetSchema.shape.kind.unwrap(),
  passphrase: z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(passphrase.unwrap()),
  closesAt: z.string().transform(timeOfLocalField).pipe(closesAt.unwrap()),
});
export type TargetFields = z.input<typeof targetFieldsSchema>;
export type TargetBody = z.output<typeof targetFieldsSchema>;

export const targetFieldNames = ['url', 'title', 'kind', 'passphrase', 'closesAt'] as const;

export const fieldsOf = (target: Target | undefined): TargetFields => ({
  url: target?.url ?? '',
  title: target?.title ?? '',
  kind: target?.kind ?? 'entry',
  passphrase: target?.passphrase ?? '',
  closesAt: localFieldOf(target?.closesAt ?? null),
});

/** What is left out of a new target is not sent. */
export function creationOf({ url: page, title, kind, ...rest }: TargetBody): CreateTarget {
  return {
    url: page,
    title,
    kind,
    ...(rest.passphrase ? { passphrase: rest.passphrase } : {}),
    ...(rest.closesAt ? { closesAt: rest.closesAt } : {}),
  };
}

/**
 * Only what was changed: an untouched address is not checked anew against the site's origins, and an
 * untouched closing time keeps its seconds.
 */
export function changeOf(
  body: TargetBody,
  dirty: Partial<Record<keyof TargetFields, boolean>>,
): UpdateTarget {
  return {
    ...(dirty.url ? { url: body.url } : {}),
    ...(dirty.title ? { title: body.title } : {}),
    ...(dirty.kind ? { kind: body.kind } : {}),
    ...(dirty.passphrase ? { passphrase: body.passphrase } : {}),
    ...(dirty.closesAt ? { closesAt: body.closesAt } : {}),
  };
}
