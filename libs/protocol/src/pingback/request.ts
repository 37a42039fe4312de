// The call that a sender makes (Pingback 1.0, section 3).
import { escapeXml } from '../text/escape-xml.js';

/**
 * The body of a `pingback.ping` call, to be sent as `PINGBACK_CONTENT_TYPE`.
 *
 * @param source the page that links, absolute
 * @param target the linked page, exactly as the source has it
 */
export const pingbackRequest = (source: string, target: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<methodCall>
  <methodName>pingback.ping</methodName>
  <params>
    <param>
      <value><string>${escapeXml(source)}</string></value>
    </param>
    <param>
      <value><string>${escapeXml(target)}</string></value>
    </param>
  </params>
</methodCall>
`;
