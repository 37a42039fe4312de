// Rules, block and trust lists, imports, and the preview of thresholds.
import type {
  AppliedThresholds,
  AddedListEntry,
  CreateListEntry,
  CreateRule,
  DryRun,
  DryRunResult,
  ImportRules,
  List,
  ListEntry,
  ListKind,
  PreviewThresholds,
  RollbackRule,
  Rule,
  RuleBatch,
  RuleVersion,
  ThresholdsPreview,
  UndoRuleResult,
  UpdateListEntry,
  UpdateRule,
} from '@trackwarden/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

const site = (siteId: string, rest: string) => `/api/v1/sites/${siteId}${rest}`;
const rule = (id: string, rest = '') => `/api/v1/rules/${id}${rest}`;

export const rulesQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['rules', siteId],
    queryFn: ({ signal }) => api.get<List<Rule>>(site(siteId, '/rules'), { limit: 200 }, signal),
  });

export const versionsQuery = (ruleId: string, version: number) =>
  queryOptions({
    queryKey: ['rule-versions', ruleId, version],
    queryFn: ({ signal }) =>
      api.get<List<RuleVersion>>(rule(ruleId, '/versions'), undefined, signal),
  });

export const startersQuery = queryOptions({
  queryKey: ['starter-rules'],
  queryFn: ({ signal }) =>
    api.get<{ items: CreateRule[] }>('/api/v1/rules/starters', undefined, signal),
  staleTime: Infinity,
});

/** The last answer stays while the next one is on its way. */
export const dryRunQuery = (siteId: string, body: DryRun | null) =>
  queryOptions({
    queryKey: ['dry-run', siteId, body],
    queryFn: ({ signal }) => {
      if (signal.aborted) throw signal.reason as Error;
      return api.post<DryRunResult>(site(siteId, '/rules/dry-run'), body ?? {});
    },
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });

export const thresholdsQuery = (siteId: string, body: PreviewThresholds) =>
  queryOptions({
    queryKey: ['thresholds', siteId, body],
    queryFn: () => api.post<ThresholdsPreview>(site(siteId, '/thresholds/preview'), body),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** To what waits; the decision goes on after the answer. */
export const applyThresholds = (siteId: string) =>
  api.post<AppliedThresholds>(site(siteId, '/thresholds/apply'));

export const listsQuery = (siteId: string, list: ListKind | '', q: string) =>
  infiniteQueryOptions({
    queryKey: ['lists', siteId, list, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<ListEntry>>(
        site(siteId, '/lists'),
        { list, q, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const importsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['rule-imports', siteId],
    queryFn: ({ signal }) =>
      api.get<List<RuleBatch>>(site(siteId, '/rules/imports'), undefined, signal),
  });

export const createRule = (siteId: string, body: CreateRule) =>
  api.post<Rule>(site(siteId, '/rules'), body);
export const updateRule = (id: string, body: UpdateRule) => api.patch<Rule>(rule(id), body);
export const deleteRule = (id: string) => api.delete(rule(id));
export const rollBackRule = (id: string, body: RollbackRule) =>
  api.post<Rule>(rule(id, '/rollback'), body);
export const undoEffects = (id: string, body: { since?: string; toShadow: boolean }) =>
  api.post<UndoRuleResult>(rule(id, '/undo-effects'), body);

export const addListEntry = (siteId: string, body: CreateListEntry) =>
  api.post<AddedListEntry>(site(siteId, '/lists'), body);
export const updateListEntry = (id: string, body: UpdateListEntry) =>
  api.patch<ListEntry>(`/api/v1/lists/${id}`, body);
export const deleteListEntry = (id: string) => api.delete(`/api/v1/lists/${id}`);

export const importRules = (siteId: string, body: ImportRules) =>
  api.post<RuleBatch>(site(siteId, '/rules/import'), body);
export const revertImport = (id: string) =>
  api.post<RuleBatch>(`/api/v1/rules/imports/${id}/revert`);
export const exportAddress = (
  siteId: string,
  format: 'json' | 'domains' | 'disallowed-keys',
): `/api/v1/${string}` => `/api/v1/sites/${siteId}/rules/export?format=${format}`;
