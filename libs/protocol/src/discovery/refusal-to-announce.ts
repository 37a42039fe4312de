// Whether a page may be told of to others: a draft, or a page behind a sign-in, may not.
import type { HtmlElement, HtmlParent } from '../html/parse-html.js';
import { attribute, elementsWhere, tokens } from '../html/walk.js';
import type { Page } from '../page/page.js';
import { resolveUrl } from '../url/resolve-url.js';

/** Why a page is not announced. */
export type AnnouncementRefusalCode = 'needs-sign-in' | 'draft' | 'password-protected';

/** A reason with one sentence for the author of the page. */
export interface AnnouncementRefusal {
  readonly code: AnnouncementRefusalCode;
  readonly message: string;
}

/** How the page answered. */
export interface AnsweredRequest {
  readonly status: number;
  readonly requestedUrl: string;
  /** The address after all redirects. */
  readonly finalUrl: string;
}

/**
 * Why nobody may be told of a page, or null when it is public as far as can be seen: it answers 401
 * or 403, redirects to a sign-in page, is one, is protected by a password, or is a draft or preview of
 * WordPress, Ghost or Blogger. `noindex` is no reason: it speaks to search engines, and the page is
 * there for everybody who has its address.
 *
 * @param page null when there is nothing to read
 */
export function refusalToAnnounce(
  page: Page | null,
  { status, requestedUrl, finalUrl }: AnsweredRequest,
): AnnouncementRefusal | null {
  if (status === 401 || status === 403)
    return refusal('needs-sign-in', `The page answers with status ${status}: it is not public.`);
  if (isSignInAddress(finalUrl) && !isSignInAddress(requestedUrl))
    return refusal('needs-sign-in', 'The page leads to a sign-in page: it is not public.');
  if (isPreviewAddress(requestedUrl) || isPreviewAddress(finalUrl))
    return refusal('draft', 'The address is that of a preview: publish the page first.');
  return page?.kind === 'html' ? refusalOf(page.root) : null;
}

const refusal = (code: AnnouncementRefusalCode, message: string): AnnouncementRefusal => ({
  code,
  message,
});

const SIGN_IN_SEGMENT =
  /^(?:wp-login\.php|(?:log|sign)[-_]?in(?:\.\w{1,5})?|sso|saml2?|oauth2?|auth(?:enticate|orize)?)$/i;

function isSignInAddress(address: string): boolean {
  const segments = resolveUrl(address)?.pathname.split('/').filter(Boolean) ?? [];
  return segments.some((segment) => SIGN_IN_SEGMENT.test(segment));
}

/* WordPress and its "Public Post Preview", Ghost, Blogger. */
const PREVIEW_PARAMETERS = ['preview', 'preview_id', 'preview_nonce', '_ppp'];
const PREVIEW_PATH =
  /^\/p\/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\/?$|^\/b\/(?:post|blog)-preview$/i;

function isPreviewAddress(address: string): boolean {
  const url = resolveUrl(address);
  if (url === null) return false;
  return (
    PREVIEW_PATH.test(url.pathname) ||
    PREVIEW_PARAMETERS.some((name) => !['false', '0', null].includes(url.searchParams.get(name)))
  );
}

const UNPUBLISHED = ['status-draft', 'status-pending', 'status-future', 'status-auto-draft'];
const ARTICLE_NAMES = ['h-entry', 'hentry', 'post', 'entry', 'entry-content', 'e-content'];

function refusalOf(root: HtmlParent): AnnouncementRefusal | null {
  const isProtected = has(
    root,
    (element) => hasClass(element, ['post-password-required']) || isPasswordForm(element),
  );
  if (isProtected)
    return refusal('password-protected', 'The page asks for a password: it is not public.');
  if (has(root, (element) => isPostItself(element) && hasClass(element, UNPUBLISHED)))
    return refusal('draft', 'The page says that it is not published yet.');
  if (has(root, (element) => isPostItself(element) && hasClass(element, ['status-private'])))
    return refusal('needs-sign-in', 'The page says that it is private.');
  if (has(root, isPasswordField) && !has(root, isArticle))
    return refusal('needs-sign-in', 'What is shown is a sign-in page: the page is not public.');
  return null;
}

const has = (root: HtmlParent, matches: (element: HtmlElement) => boolean): boolean =>
  elementsWhere(root, matches).length > 0;

const hasClass = (element: HtmlElement, names: readonly string[]): boolean =>
  tokens(element, 'class').some((name) => names.includes(name));

const isPasswordForm = (element: HtmlElement): boolean =>
  element.tagName === 'form' && hasClass(element, ['post-password-form']);

const isPostItself = ({ tagName }: HtmlElement): boolean =>
  tagName === 'body' || tagName === 'article' || tagName === 'main';

const isPasswordField = (element: HtmlElement): boolean =>
  element.tagName === 'input' &&
  (attribute(element, 'type') ?? '').trim().toLowerCase() === 'password';

const isArticle = (element: HtmlElement): boolean =>
  element.tagName === 'article' ||
  tokens(element, 'role').includes('article') ||
  hasClass(element, ARTICLE_NAMES);
