// The stored text of a source as a page of its own: plain, the link marked, nothing of the source's markup.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LinkProof } from '@trackwarden/contracts';
import { markup, type Markup } from '@trackwarden/protocol';
import { EvidenceEntity } from '../database/entities/evidence.entity.js';
import { DomainError } from '../errors.js';
import { timeText } from '../http/public-page.js';
import { PingFinder } from '../pings/ping-finder.js';

export type SnapshotTheme = 'light' | 'dark';

const palettes: Record<SnapshotTheme, string> = {
  light: 'background: #fff; color: #1d1d1b; --muted: #5f5f5a; --mark: #ffe9a8; --on-mark: #1d1d1b;',
  dark: 'background: #1f211f; color: #ececea; --muted: #a5a7a2; --mark: #6b5a1e; --on-mark: #fff;',
};
/** Holds nothing that escaping would change: the hash is of what is sent. */
const styleOf = (theme: SnapshotTheme) =>
  `:root { color-scheme: ${theme}; ${palettes[theme]} } body { margin: 0; padding: 16px; max-width: 68ch; font: 15px/24px system-ui, sans-serif; overflow-wrap: anywhere; } h1 { margin: 0 0 4px; font-size: 18px; line-height: 26px; } p { margin: 0 0 12px; } .note { color: var(--muted); font-size: 13px; line-height: 20px; } mark { padding: 0 2px; background: var(--mark); color: var(--on-mark); }`;

/** The styles that the policy of the page allows, by their hashes. */
export const SNAPSHOT_STYLE_HASHES = (['light', 'dark'] as const)
  .map((theme) => `'sha256-${createHash('sha256').update(styleOf(theme)).digest('base64')}'`)
  .join(' ');

@Injectable()
export class Snapshots {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pings: PingFinder,
  ) {}

  /** A whole document. Throws `not-found` when the source was never read. */
  async of(pingId: string, theme: SnapshotTheme): Promise<string> {
    const ping = await this.pings.one(pingId);
    const last = await this.dataSource.manager
      .createQueryBuilder(EvidenceEntity, 'reading')
      .where(
        `reading.ping_id = :pingId AND coalesce(reading.evidence->'page'->>'text', '') <> ''`,
        {
          pingId,
        },
      )
      .orderBy('reading.checked_at', 'DESC')
      .limit(1)
      .getOne();
    const page = last?.evidence.page;
    if (!last || !page)
      throw new DomainError('not-found', { detail: 'The source was never read.' });
    const title = page.title ?? ping.source;
    const { text, textLength } = page;
    const cut =
      textLength > text.length ? ` The first ${text.length} of ${textLength} characters.` : '';
    const body = markup`<h1 dir="auto">${title}</h1>
<p class="note">${ping.source}<br>As it was read on ${timeText(last.checkedAt.toISOString())}, text alone.${cut}</p>
${paragraphs(text, ping.verification?.link ?? null)}`;
    return String(markup`<!doctype html>
<html lang="${page.language ?? 'en'}"><head><meta charset="utf-8"><title>${title}</title><style>${styleOf(theme)}</style></head>
<body>${body}</body></html>
`);
  }
}

function paragraphs(text: string, link: LinkProof | null): Markup[] {
  const found = link && placeOf(text, link);
  const around =
    link && !found
      ? [
          markup`<p class="note">Around the link</p><p dir="auto">${link.before} <mark>${link.text}</mark> ${link.after}</p><p class="note">The page</p>`,
        ]
      : [];
  let start = 0;
  const lines = text.split('\n').map((line) => {
    const at = found ? found.start - start : -1;
    start += line.length + 1;
    if (!found || at < 0 || at + found.length > line.length)
      return markup`<p dir="auto">${line}</p>`;
    const marked = line.slice(at, at + found.length);
    return markup`<p dir="auto">${line.slice(0, at)}<mark>${marked}</mark>${line.slice(at + found.length)}</p>`;
  });
  return [...around, ...lines];
}

/** Where the words of the link stand; by what stands before and after it, should they stand there twice. */
function placeOf(text: string, { before, text: words, after }: LinkProof) {
  if (words === '') return null;
  const near = [
    [`${before} `, ` ${after}`],
    [before, after],
    [`${before} `, after],
    [before, ` ${after}`],
  ].map(([start = '', end = '']) => ({ start, at: text.indexOf(`${start}${words}${end}`) }));
  const exact = near.find(({ at }) => at >= 0);
  if (exact) return { start: exact.at + exact.start.length, length: words.length };
  const first = text.indexOf(words);
  const isOnlyOne = first >= 0 && first === text.lastIndexOf(words);
  return isOnlyOne ? { start: first, length: words.length } : null;
}
