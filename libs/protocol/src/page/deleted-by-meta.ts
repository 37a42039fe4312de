// The sign of a deleted page on hosts that cannot answer with status 410.
import { attribute, elementsWhere } from '../html/walk.js';
import type { Page } from './page.js';

/**
 * Whether an HTML page says by `<meta http-equiv="Status" content="410 Gone">` in its head that it is
 * deleted, as senders do who cannot set the status itself (webmention.rocks, delete tests). Elsewhere
 * than in the head such an element does not count: it may be a visitor's.
 */
export const deletedByMeta = (page: Page): boolean =>
  page.kind === 'html' &&
  elementsWhere(
    page.root,
    (element) =>
      element.tagName === 'meta' &&
      element.parentNode?.nodeName === 'head' &&
      attribute(element, 'http-equiv')?.trim().toLowerCase() === 'status' &&
      /^\s*410\b/.test(attribute(element, 'content') ?? ''),
  ).length > 0;
