// Hosts that give each user a name below their own but are not in the Public Suffix List.

/** Registrable domains below which each next label is another person. */
export const sharedPlatforms: ReadonlySet<string> = new Set([
  ...[
    'wordpress.com',
    'blogspot.com',
    'tumblr.com',
    'livejournal.com',
    'typepad.com',
    'medium.com',
  ],
  ...['substack.com', 'ghost.io', 'micro.blog', 'write.as', 'bearblog.dev', 'mataroa.blog'],
  ...['neocities.org', 'dreamwidth.org', 'over-blog.com', 'canalblog.com', 'hatenablog.com'],
  ...['weebly.com', 'wixsite.com', 'jimdo.com', 'webs.com', 'posterous.com', 'omg.lol'],
  ...['prose.sh', 'blogs.com', 'hypotheses.org', 'livedoor.jp', 'blog.jp', 'tistory.com'],
]);

/** Hosts on which many authors share one name, and are told apart by the path alone. */
export const sharedHosts: ReadonlySet<string> = new Set([
  ...['medium.com', 'github.com', 'gitlab.com', 'codeberg.org', 'reddit.com', 'twitter.com'],
  ...['x.com', 'facebook.com', 'linkedin.com', 'youtube.com', 'flickr.com', 'instagram.com'],
  ...['brid.gy', 'bsky.app', 'mastodon.social', 'mastodon.online', 'pinboard.in', 'telegra.ph'],
  ...['dev.to', 'vk.com', 't.me', 'archive.org', 'google.com', 'news.ycombinator.com'],
]);

/** Services that pass on mentions of many people: an author's address counts on their pages. */
export const relays: ReadonlySet<string> = new Set([
  ...['brid.gy', 'fed.brid.gy', 'granary.io', 'bridgy-fed.appspot.com'],
]);

/** Shared hosts on which the path says nothing about who wrote. */
export const pathsWithoutNames: ReadonlySet<string> = new Set([
  ...['google.com', 'archive.org', 'telegra.ph', 'news.ycombinator.com'],
]);
