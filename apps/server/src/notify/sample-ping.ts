// The ping inside a test event: plainly made up, and complete, so that a receiver can parse every field.
import type { Ping } from '@trackwarden/contracts';

export function samplePing(siteId: string, now: Date): Ping {
  const at = now.toISOString();
  return {
    id: '00000000-0000-7000-8000-000000000000',
    siteId,
    protocol: 'trackback',
    status: 'approved',
    version: 1,
    source: 'https://sender.example/post',
    domain: 'sender.example',
    target: {
      id: '00000000-0000-7000-8000-000000000001',
      url: 'https://blog.example/entry',
      title: 'An entry',
    },
    claimed: {
      title: 'A test event',
      excerpt: 'This message shows what your endpoint will be sent.',
      blogName: 'Sender',
    },
    extracted: {
      title: 'A test event',
      siteName: 'Sender',
      author: { name: null, url: null, photo: null },
      excerpt: null,
      type: 'mention',
      language: 'en',
      canonicalUrl: null,
      publishedAt: null,
    },
    verification: {
      state: 'linked',
      checkedAt: at,
      finalUrl: 'https://sender.example/post',
      httpStatus: 200,
      redirects: [],
      contentType: 'text/html; charset=utf-8',
      charset: 'utf-8',
      bytes: 1024,
      error: null,
      link: null,
    },
    score: 5,
    band: 'pending',
    because: null,
    signals: [],
    campaignId: null,
    firstSeen: false,
    held: false,
    decidedBy: { kind: 'person', id: null },
    decidedAt: at,
    receivedAt: at,
    seenCount: 1,
    sender: { ip: '192.0.2.1', userAgent: 'test event' },
  };
}
