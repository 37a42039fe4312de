// What a site has learnt: the report, its versions, imported histories, the model as a file.
import type {
  HistoryImport,
  LearningReport,
  List,
  ModelFile,
  ModelVersion,
} from '@trackwarden/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

const runningMs = 1_500;
const waitingMs = 3_000;

const at = (siteId: string, rest = '') => `/api/v1/sites/${siteId}/learning${rest}`;

/** How soon the report will be another one; false: only when somebody does something. */
function changesInMs(report: LearningReport | undefined): number | false {
  if (report === undefined) return false;
  const { imports, waiting, refused } = report;
  if (imports.some(({ state }) => state === 'waiting' || state === 'running')) return runningMs;
  return waiting > 0 && refused?.madeBy !== 'decisions' ? waitingMs : false;
}

export const learningQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['learning', siteId],
    queryFn: ({ signal }) => api.get<LearningReport>(at(siteId), undefined, signal),
    refetchInterval: ({ state }) => changesInMs(state.data),
  });

/** `made` tells one list of versions from the next. */
export const modelVersionsQuery = (siteId: string, made: string) =>
  queryOptions({
    queryKey: ['model-versions', siteId, made],
    queryFn: ({ signal }) => api.get<List<ModelVersion>>(at(siteId, '/versions'), {}, signal),
    placeholderData: keepPreviousData,
  });

export const activateVersion = (siteId: string, number: number) =>
  api.post<LearningReport>(at(siteId, `/versions/${number}/activate`));
export const forgetLearning = (siteId: string) => api.post<LearningReport>(at(siteId, '/forget'));

export const importHistory = (siteId: string, name: string, lines: string | Blob) =>
  api.postLines<HistoryImport>(at(siteId, '/history'), lines, { name });
export const removeHistory = (siteId: string, id: string) =>
  api.delete(at(siteId, `/imports/${id}`));

export const modelAddress = (siteId: string): `/api/v1/${string}` =>
  `/api/v1/sites/${siteId}/learning/model`;
export const putModel = (siteId: string, file: ModelFile) =>
  api.put<LearningReport>(at(siteId, '/model'), file);
