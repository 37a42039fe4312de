// The address that was sent leads to a page of somebody else.
import type { SignalDefinition } from '../signal.js';

/** Redirects within one registrable domain say nothing. */
export const crossdomainRedirect: SignalDefinition = {
  id: 'crossdomain-redirect',
  group: 'verification',
  find: ({ evidence: { verification }, domain }) =>
    verification.crossDomainRedirect
      ? { strength: 1, because: `The source redirects away from ${domain} to another domain` }
      : null,
};
