// Rules and list entries as an owner makes them, in few words.
import type { CreateListEntry, CreateRule, ListEntry, Rule } from '@trackwarden/contracts';
import type { TestServer } from './started-server.js';

/** Linear as all of RE2, and still many seconds of work on a text of a's and b's. */
export const SLOW_PATTERN = Array.from('acdefghijklm', (letter) => `(?:${letter}?b?){1000}Z`).join(
  '|',
);

/** Each takes a part of a second on a text of a's and b's, and all of them many seconds. */
export const SLOW_PATTERNS = Array.from({ length: 60 }, (_, at) => `(?:a?b?){150}Z${at}`);

export const wordRule = (word: string, change: Partial<CreateRule> = {}): CreateRule => ({
  name: `The word ${word}`,
  state: 'live',
  conditions: { match: 'all', items: [{ field: 'title', operator: 'word', value: word }] },
  action: { do: 'spam' },
  ...change,
});

export async function createRule(
  { api }: TestServer,
  siteId: string,
  body: CreateRule,
): Promise<Rule> {
  const answer = await api.post<Rule>(`/sites/${siteId}/rules`, body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

export async function addEntry(
  { api }: TestServer,
  siteId: string,
  body: CreateListEntry,
): Promise<ListEntry> {
  const answer = await api.post<ListEntry>(`/sites/${siteId}/lists`, body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** The rule as it stands now, with its statistics. */
export const ruleNow = async ({ api }: TestServer, id: string): Promise<Rule> =>
  (await api.get<Rule>(`/rules/${id}`)).body;
