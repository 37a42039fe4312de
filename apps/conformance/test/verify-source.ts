// Does a source link to the target? Within bounds of time and bytes, in the words of a status page.
import { findLinks, readPage } from '@trackwarden/protocol';

const READ_TIMEOUT_MS = 1_500;
const MOST_BYTES = 1_000_000;

export async function verify(source: string, target: string): Promise<string> {
  try {
    const response = await fetch(source, {
      headers: { accept: 'text/html, application/json;q=0.9, text/plain;q=0.8' },
      signal: AbortSignal.timeout(READ_TIMEOUT_MS),
    });
    if (!response.ok) return 'source_not_found';
    const contentType = response.headers.get('content-type') ?? undefined;
    const page = readPage(await firstBytes(response), { contentType, url: response.url });
    return findLinks(page, [target]).length > 0 ? 'success' : 'no_link_found';
  } catch {
    return 'unreachable';
  }
}

async function firstBytes(response: Response): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    bytes += chunks.at(-1)?.length ?? 0;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
