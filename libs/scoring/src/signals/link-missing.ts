// The source could not be shown to link to the target.
import type { VerificationState } from '../evidence.js';
import type { Finding, SignalDefinition } from '../signal.js';

// An unread page is weaker evidence than a page that was read and holds no link.
const findings: Readonly<Record<VerificationState, Finding | null>> = {
  linked: null,
  waiting: null,
  'no-link': { strength: 1, because: 'The source was read and does not link to this page' },
  gone: { strength: 1, because: 'The source says that it is gone for good' },
  refused: { strength: 1, because: 'The source may not be read: its address is not allowed' },
  unreachable: { strength: 0.9, because: 'The source could not be read' },
  unsupported: { strength: 0.75, because: 'The source is no kind of document that can be checked' },
};

const withStatus = (finding: Finding, status: number): Finding => ({
  ...finding,
  because: `${finding.because} (status ${String(status)})`,
});

/** Abstains while the check is still due, and where nobody asked: that says nothing about the source. */
export const linkMissing: SignalDefinition = {
  id: 'link-missing',
  group: 'verification',
  find: ({ evidence: { verification } }) => {
    if (typeof verification.notAsked === 'string') return null;
    const finding = findings[verification.state];
    const status = verification.httpStatus;
    return finding === null || status === null || status === 200
      ? finding
      : withStatus(finding, status);
  },
};
