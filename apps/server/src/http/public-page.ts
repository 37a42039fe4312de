// The shell of the few pages that people outside see: status of a ping, discovery, forms, links from mails.
import { markup, parseHttpUrl, type Markup } from '@trackwarden/protocol';

/** Where {@link PUBLIC_PAGE_STYLE} is served; the policy of the product forbids styles inside a page. */
export const PUBLIC_PAGE_STYLE_PATH = '/public-page.css';

/** A whole document around its body. */
export function publicPage(title: string, body: Markup): string {
  return String(markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="${PUBLIC_PAGE_STYLE_PATH}"></head>
<body><main>${body}</main><footer>Trackwarden</footer></body></html>
`);
}

/** A list of terms and what is said of them. */
export function facts(
  entries: readonly (readonly [term: string, text: string | Markup])[],
): Markup {
  return markup`<dl>${entries.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** A link to an address that an outsider chose; mere text when it is none of the web. Search engines give it no weight. */
export function outsideLink(address: string, text = address): string | Markup {
  const url = parseHttpUrl(address);
  return url ? markup`<a href="${url.href}" rel="nofollow ugc noopener">${text}</a>` : text;
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** A time for people: `25 November 2026 at 02:50 UTC`. */
export function timeText(isoTime: string): string {
  return `${TIME.format(new Date(isoTime))} UTC`;
}

export const PUBLIC_PAGE_STYLE = `:root { color-scheme: light dark; --bg: #f7f7f5; --card: #fff; --text: #1d1f1e; --muted: #565b58; --line: #e4e4df; --accent: #0f6e6a; --on-accent: #fff; --bad: #b3382c; --on-bad: #fff; }
@media (prefers-color-scheme: dark) { :root { --bg: #141615; --card: #1b1e1d; --text: #e9ebe8; --muted: #a9afab; --line: #2b2f2d; --accent: #5cc2b8; --on-accent: #06201d; --bad: #f0897c; --on-bad: #2a0d09; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px; background: var(--bg); color: var(--text); font: 16px/24px system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 640px; margin: 8vh auto 16px; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
footer { max-width: 640px; margin: 0 auto; color: var(--muted); font-size: 13px; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 32px; }
h2 { margin: 24px 0 8px; font-size: 16px; }
p { margin: 0 0 16px; }
dl { margin: 0; } dl div { padding: 12px 0; border-top: 1px solid var(--line); }
dt { color: var(--muted); font-size: 13px; line-height: 20px; } dd { margin: 0; }
a { color: var(--accent); } a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
pre { padding: 12px; overflow-x: auto; background: var(--bg); border: 1px solid var(--line); border-radius: 8px; font-size: 13px; line-height: 20px; white-space: pre-wrap; }
details { border-top: 1px solid var(--line); } details p { margin-bottom: 8px; }
summary { padding: 10px 0; font-weight: 600; cursor: pointer; }
label { display: block; margin: 0 0 16px; } label span { display: block; margin-bottom: 4px; font-size: 14px; font-weight: 600; }
input { width: 100%; min-height: 44px; padding: 8px 12px; color: inherit; background: var(--bg); border: 1px solid var(--muted); border-radius: 8px; font: inherit; }
button { min-height: 44px; padding: 8px 20px; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; font: inherit; font-weight: 600; cursor: pointer; }
button.bad { color: var(--on-bad); background: var(--bad); }
.note { color: var(--muted); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 20px; margin: 20px 0 16px; }
@media (min-width: 560px) { dl div { display: grid; grid-template-columns: 136px minmax(0, 1fr); column-gap: 16px; } dt { line-height: 24px; } }
@media (max-width: 480px) { body { padding: 16px 12px; } main { margin-top: 0; padding: 20px; } h1 { font-size: 20px; line-height: 28px; } dl div { padding: 8px 0; } }
`;
