// Holds the answers to a ping to their exact bytes.
import { describe, expect, it } from '@jest/globals';
import { TRACKBACK_CONTENT_TYPE, trackbackError, trackbackSuccess } from './envelope.js';
import { trackbackListing } from './listing.js';

describe('the response envelope', () => {
  it('says success in exactly these bytes', () => {
    expect(trackbackSuccess()).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<response>\n<error>0</error>\n</response>',
    );
  });

  it('says an error in exactly these bytes', () => {
    expect(trackbackError('The error message')).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<response>\n<error>1</error>\n<message>The error message</message>\n</response>',
    );
  });

  it('is sent as XML in UTF-8', () => {
    expect(TRACKBACK_CONTENT_TYPE).toBe('text/xml; charset=utf-8');
  });

  it.each([
    ['<&"]]>', '&lt;&amp;&quot;]]&gt;'],
    ['Me & "you"', 'Me &amp; &quot;you&quot;'],
    ['two\r\nlines', 'two lines'],
    ['a\u0000\u0008\ufffe\ud800b', 'ab'],
    ['日本語 😀', '日本語 😀'],
    ['', 'The ping was refused.'],
    [' \u0000 ', 'The ping was refused.'],
  ])('writes the message %j well-formed', (message, written) => {
    expect(trackbackError(message)).toContain(`\n<message>${written}</message>\n`);
  });
});

describe('the listing', () => {
  const target = { title: 'Cats & <dogs>', url: 'https://blog.example/entry?a=1&b=2' };

  it('is RSS 0.91 inside the envelope', () => {
    expect(
      trackbackListing({
        ...target,
        description: 'About "pets"',
        items: [
          { title: 'A ]]> B', url: 'https://sender.example/?x=1&y=2', excerpt: 'An excerpt\n<b>' },
          { title: 'No excerpt', url: 'https://sender.example/2', excerpt: ' ' },
        ],
      }),
    ).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<response>
<error>0</error>
<rss version="0.91"><channel>
<title>Cats &amp; &lt;dogs&gt;</title>
<link>https://blog.example/entry?a=1&amp;b=2</link>
<description>About &quot;pets&quot;</description>
<language>en-us</language>
<item>
<title>A ]]&gt; B</title>
<link>https://sender.example/?x=1&amp;y=2</link>
<description>An excerpt &lt;b&gt;</description>
</item>
<item>
<title>No excerpt</title>
<link>https://sender.example/2</link>
</item>
</channel>
</rss></response>`,
    );
  });

  it('is a whole channel when there is nothing to list', () => {
    const xml = trackbackListing({ ...target, language: 'ja', items: [] });
    expect(xml).toContain('<description></description>\n<language>ja</language>\n</channel>');
  });
});
