// In what shapes a page mentions a target, and in what it only seems to: one table for the three protocols.
import { escapeHtml, link, notLinking, post } from '../source/contents.js';
import type { PageContent } from '../source/source-page.js';
import type { Level } from '../case.js';

export interface LinkShape {
  readonly name: string;
  readonly what: string;
  readonly isLinked: boolean;
  /** For Webmention; the other two protocols do not say what a link is. */
  readonly level: Level;
  readonly clause: string;
  readonly content: (target: string) => PageContent;
}

const VERIFICATION = 'Webmention, 3.2.2 Webmention Verification';
const REPORT = 'Webmention implementation report';

const plain = (type: string, body: string): PageContent => ({
  headers: { 'content-type': type },
  body,
});
const at = (target: string): string => escapeHtml(target);

/** The shapes that every protocol is tried on. */
export const commonShapes: readonly LinkShape[] = [
  {
    name: 'link',
    what: 'a link',
    isLinked: true,
    level: 'MUST',
    clause: VERIFICATION,
    content: (target) => post(link(target)),
  },
  {
    name: 'absent',
    what: 'no link',
    isLinked: false,
    level: 'MUST',
    clause: VERIFICATION,
    content: notLinking,
  },
  {
    name: 'comment',
    what: 'a link in a comment only',
    isLinked: false,
    level: 'SHOULD',
    clause: REPORT,
    content: (target) => post(`<!-- ${link(target)} -->`),
  },
  {
    name: 'script',
    what: 'a link in a script only',
    isLinked: false,
    level: 'SHOULD',
    clause: 'Webmention, 3.2.2: the content of a script is no link',
    content: (target) => post(`<script>var a = '${link(target)}';</script>`),
  },
  {
    name: 'prefix',
    what: 'a link to an address that begins like the target',
    isLinked: false,
    level: 'MUST',
    clause: `${VERIFICATION}: exact match`,
    content: (target) => post(link(`${target}0`)),
  },
];

/** The shapes that only Webmention speaks of. */
export const webmentionShapes: readonly LinkShape[] = [
  ...commonShapes,
  {
    name: 'plain-text-in-html',
    what: 'the address as text without a link',
    isLinked: false,
    level: 'SHOULD',
    clause: REPORT,
    content: (target) => post(`See ${at(target)} for more.`),
  },
  {
    name: 'image',
    what: 'an image at the target',
    isLinked: true,
    level: 'SHOULD',
    clause: VERIFICATION,
    content: (target) => post(`<img src="${at(target)}" alt="An image">`),
  },
  {
    name: 'video',
    what: 'a video at the target',
    isLinked: true,
    level: 'SHOULD',
    clause: VERIFICATION,
    content: (target) => post(`<video src="${at(target)}" controls></video>`),
  },
  {
    name: 'audio',
    what: 'a sound at the target',
    isLinked: true,
    level: 'SHOULD',
    clause: REPORT,
    content: (target) => post(`<audio src="${at(target)}" controls></audio>`),
  },
  {
    name: 'json',
    what: 'JSON with a property that is the target',
    isLinked: true,
    level: 'SHOULD',
    clause: `${VERIFICATION}: JSON`,
    content: (target) =>
      plain(
        'application/json',
        JSON.stringify({ title: 'A post', properties: { 'in-reply-to': [target] } }),
      ),
  },
  {
    name: 'json-part',
    what: 'JSON with a text that holds the target',
    isLinked: false,
    level: 'SHOULD',
    clause: `${VERIFICATION}: JSON, exactly equal`,
    content: (target) =>
      plain('application/json', JSON.stringify({ text: `Not a link to ${target} at all` })),
  },
  {
    name: 'text',
    what: 'plain text with the target',
    isLinked: true,
    level: 'SHOULD',
    clause: `${VERIFICATION}: plain text`,
    content: (target) =>
      plain('text/plain; charset=utf-8', `I have read ${target} with pleasure.\n`),
  },
  {
    name: 'binary',
    what: 'bytes that are no text',
    isLinked: false,
    level: 'practice',
    clause: `${VERIFICATION}: other types`,
    content: () => ({
      headers: { 'content-type': 'image/png' },
      body: Buffer.from('89504e470d0a1a0a0000', 'hex'),
    }),
  },
  {
    name: 'not-found',
    what: 'status 404, even with a link',
    isLinked: false,
    level: 'SHOULD',
    clause: 'Webmention, 3.2.3 Error Responses: source not found',
    content: (target) => ({ ...post(link(target)), status: 404 }),
  },
  {
    name: 'single-quotes',
    what: 'a link in single quotes',
    isLinked: true,
    level: 'SHOULD',
    clause: `${VERIFICATION}: HTML`,
    content: (target) => post(`<a href='${at(target)}'>a</a>`),
  },
  {
    name: 'no-quotes',
    what: 'a link without quotes and in capitals',
    isLinked: true,
    level: 'SHOULD',
    clause: `${VERIFICATION}: HTML`,
    content: (target) => post(`<A CLASS=x HREF=${target}>a</A>`),
  },
  {
    name: 'mailto-beside',
    what: 'a mailto: link beside the right one',
    isLinked: true,
    level: 'SHOULD',
    clause: 'voxpelli: webpage-webmentions',
    content: (target) => post(`<a href="mailto:a@sender.example">Mail</a> ${link(target)}`),
  },
  {
    name: 'in-query',
    what: 'a link to another host with the target in its query',
    isLinked: false,
    level: 'SHOULD',
    clause: `${VERIFICATION}: exact match`,
    content: (target) => post(link(`https://else.invalid/?to=${target}`)),
  },
];
