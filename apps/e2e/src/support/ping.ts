// A TrackBack ping, as blog software sends it.

/** Answers status and the exact body. */
export async function sendPing(
  address: string,
  fields: { url: string; title?: string; excerpt?: string; blog_name?: string },
): Promise<{ status: number; xml: string }> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'user-agent': 'WordPress/6.9; https://hedgerow.example' },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, xml: await response.text() };
}

/** The envelope of success (TrackBack 1.2), byte for byte. */
export const SUCCESS = `<?xml version="1.0" encoding="utf-8"?>
<response>
<error>0</error>
</response>`;
