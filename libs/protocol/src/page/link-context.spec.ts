// What is quoted from a page beside the link that proves a mention.
import { describe, expect, it } from '@jest/globals';
import type { LinkProof } from './link-proof.js';
import { findLinks } from './find-links.js';
import { readPage } from './read-page.js';

const TARGET = 'https://blog.example/post/1';

const linksIn = (html: string): LinkProof[] =>
  findLinks(
    readPage(Buffer.from(html), {
      contentType: 'text/html; charset=utf-8',
      url: 'https://sender.example/',
    }),
    [TARGET],
  );

describe('the start tag', () => {
  it('is rebuilt with its attributes escaped', () => {
    const [proof] = linksIn(`<a data-x='"><script>' onclick="a('&quot;')" href=${TARGET}>w</a>`);
    expect(proof?.html).toBe(
      `<a href="${TARGET}" data-x="&quot;&gt;&lt;script&gt;" onclick="a(&#39;&quot;&#39;)">`,
    );
  });

  it('is bounded, with the address kept', () => {
    const [proof] = linksIn(
      `<a ${'x="y" '.repeat(3)}title="${'t'.repeat(9000)}" class="${'c'.repeat(9000)}" href="${TARGET}">w</a>`,
    );
    expect(proof?.html.length).toBeLessThanOrEqual(500);
    expect(proof?.html).toMatch(/^<a href="https:\/\/blog\.example\/post\/1".*>$/);
  });
});

describe('the context', () => {
  it('is the sentence around the link, in three parts that read as one', () => {
    const [proof] = linksIn(
      `<p>Another paragraph.</p><p>I have  read\n<i>with joy</i> what <a href="${TARGET}">the <b>others</b></a>, as always, wrote.<br>More.</p>`,
    );
    expect(proof?.text).toBe('the others');
    expect(proof?.context).toEqual({
      before: 'I have read with joy what ',
      anchor: 'the others',
      after: ', as always, wrote. More.',
    });
  });

  it('reaches further out when the paragraph holds only the link', () => {
    const [proof] = linksIn(
      `<article><p>A long enough paragraph before the link stands here.</p><p><a href="${TARGET}">w</a></p></article>`,
    );
    expect(proof?.context.before).toBe('A long enough paragraph before the link stands here. ');
  });

  it('leaves out what no reader sees', () => {
    const [proof] = linksIn(
      `<p>Before<script>s</script><!-- c --><span hidden>h</span> <a href="${TARGET}">w</a> <span style="display:none">d</span>after, with enough words to be content.</p>`,
    );
    expect(proof?.context).toEqual({
      before: 'Before ',
      anchor: 'w',
      after: ' after, with enough words to be content.',
    });
  });

  it('is bounded on both sides, in whole words and sentences', () => {
    const words = 'Lorem ipsum dolor sit amet. '.repeat(100);
    const context = linksIn(`<p>${words}<a href="${TARGET}">w</a> ${words}</p>`)[0]?.context;
    expect(context?.before).toMatch(/^… Lorem ipsum .* sit amet\. $/);
    expect(context?.after).toMatch(/^ Lorem ipsum .* sit amet\. …$/);
    expect(context?.before.length).toBeLessThanOrEqual(304);
    expect(context?.after.length).toBeLessThanOrEqual(304);
  });

  it('cuts no character in half where there are no spaces', () => {
    const context = linksIn(
      `<p>${'😀'.repeat(999)}<a href="${TARGET}">w</a>x${'😀'.repeat(999)}</p>`,
    )[0]?.context;
    expect(`${context?.before ?? ''}${context?.after ?? ''}`).not.toMatch(/\p{Cs}/u);
  });

  it('takes the alternative text of a picture for its words', () => {
    expect(linksIn(`<p><a href="${TARGET}"><img alt="A cat" src=x></a></p>`)[0]?.text).toBe(
      'A cat',
    );
  });
});
