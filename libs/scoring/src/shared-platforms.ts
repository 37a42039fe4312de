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
