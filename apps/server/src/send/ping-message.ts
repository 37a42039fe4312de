// What is sent for one target: its fields, which are all that leaves, and the bytes they become.
import type { Protocol } from '@trackwarden/contracts';
import {
  PINGBACK_CONTENT_TYPE,
  pingbackRequest,
  TRACKBACK_REQUEST_TYPE,
  trackbackRequest,
  webmentionRequest,
} from '@trackwarden/protocol';

/** A page as it is told to others. */
export type Announced = { source: string; title: string; excerpt: string; blogName: string };

/** One ping before it is sent. */
export type PlannedPing = {
  target: string;
  protocol: Protocol;
  endpoint: string;
  foundBy: string;
  /** Every field with its value. */
  body: Record<string, string>;
};

/** The fields of a ping: Webmention and Pingback tell two addresses, TrackBack the page's own words. */
export function fieldsOf(
  protocol: Protocol,
  { source, title, excerpt, blogName }: Announced,
  target: string,
): Record<string, string> {
  switch (protocol) {
    case 'webmention':
      return { source, target };
    case 'pingback':
      return { sourceURI: source, targetURI: target };
    case 'trackback':
      return { title, url: source, excerpt, blog_name: blogName };
  }
}

/** The request body of a ping with its media type. */
export function messageOf({ protocol, body }: Pick<PlannedPing, 'protocol' | 'body'>): {
  contentType: string;
  content: string;
} {
  const field = (name: string): string => body[name] ?? '';
  switch (protocol) {
    case 'webmention':
      return {
        contentType: 'application/x-www-form-urlencoded',
        content: webmentionRequest({ source: field('source'), target: field('target') }),
      };
    case 'pingback':
      return {
        contentType: PINGBACK_CONTENT_TYPE,
        content: pingbackRequest(field('sourceURI'), field('targetURI')),
      };
    case 'trackback':
      return {
        contentType: TRACKBACK_REQUEST_TYPE,
        content: trackbackRequest({
          url: field('url'),
          title: field('title'),
          excerpt: field('excerpt'),
          blogName: field('blog_name'),
        }),
      };
  }
}
