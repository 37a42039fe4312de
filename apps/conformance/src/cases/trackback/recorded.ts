// What the receiver made of a ping's fields; only a Trackwarden with its token tells.
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { until } from '../../wire/until.js';
import type { ApiPing } from '../../receiver/trackwarden-api.js';

/** The stored ping of this source, or null when the receiver cannot be asked. */
export async function recorded(context: CaseContext, source: string): Promise<ApiPing | null> {
  const { api } = context;
  if (api === null) return null;
  const found = await until(async () => (await api.pingsOf(source))[0] ?? null, context.timeoutMs);
  if (found) return found;
  throw new Failure('the ping in GET /api/v1/pings', 'none of this source');
}

export async function expectRecorded(
  context: CaseContext,
  source: string,
  expected: { readonly title: string; readonly excerpt?: string },
): Promise<void> {
  const ping = await recorded(context, source);
  if (ping === null) return;
  const { title, excerpt } = ping.claimed;
  if (title !== expected.title || (expected.excerpt ?? excerpt) !== excerpt)
    throw new Failure(
      `the title ${JSON.stringify(expected.title)} to be stored`,
      `${JSON.stringify(title)}, excerpt ${JSON.stringify(excerpt)}`,
    );
}
