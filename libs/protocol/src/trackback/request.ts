// The form that a sender posts (TrackBack 1.2, "Sending a TrackBack Ping").

/** The Content-Type of a ping; the charset is what 1.2 added. */
export const TRACKBACK_REQUEST_TYPE = 'application/x-www-form-urlencoded; charset=utf-8';

/**
 * The body of a ping, to be sent as {@link TRACKBACK_REQUEST_TYPE}: `title`, `url`, `excerpt`,
 * `blog_name`, those that are empty left out. Texts go as they are: cropping and cleaning is the
 * caller's, and receivers do it anyway.
 */
export function trackbackRequest(ping: {
  readonly url: string;
  readonly title: string;
  readonly excerpt: string;
  readonly blogName: string;
}): string {
  const form = new URLSearchParams();
  if (ping.title !== '') form.append('title', ping.title);
  form.append('url', ping.url);
  if (ping.excerpt !== '') form.append('excerpt', ping.excerpt);
  if (ping.blogName !== '') form.append('blog_name', ping.blogName);
  return form.toString();
}
