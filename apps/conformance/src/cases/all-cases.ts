// Every case there is, in the order in which a run tries and reports them.
import type { ConformanceCase } from '../case.js';
import { answerCases as pingbackAnswers } from './pingback/answer-cases.js';
import { attackCases as pingbackAttacks } from './pingback/attack-cases.js';
import { callCases as pingbackCalls } from './pingback/call-cases.js';
import { discoveryCases as pingbackDiscovery } from './pingback/discovery-cases.js';
import { refusalCases as pingbackRefusals } from './pingback/refusal-cases.js';
import { senderCases as pingbackSenders } from './pingback/sender-cases.js';
import { sourceCases as pingbackSources } from './pingback/source-cases.js';
import { targetCases as pingbackTargets } from './pingback/target-cases.js';
import { answerCases as trackbackAnswers } from './trackback/answer-cases.js';
import { charsetCases as trackbackCharsets } from './trackback/charset-cases.js';
import { contentTypeCases as trackbackTypes } from './trackback/content-type-cases.js';
import { discoveryCases as trackbackDiscovery } from './trackback/discovery-cases.js';
import { fieldCases as trackbackFields } from './trackback/field-cases.js';
import { methodCases as trackbackMethods } from './trackback/method-cases.js';
import { repeatCases as trackbackRepeats } from './trackback/repeat-cases.js';
import { senderCases as trackbackSenders } from './trackback/sender-cases.js';
import { sourceCases as trackbackSources } from './trackback/source-cases.js';
import { targetCases as trackbackTargets } from './trackback/target-cases.js';
import { transportCases as trackbackTransport } from './trackback/transport-cases.js';
import { urlCases as trackbackUrls } from './trackback/url-cases.js';
import { answerCases as webmentionAnswers } from './webmention/answer-cases.js';
import { discoveryCases as webmentionDiscovery } from './webmention/discovery-cases.js';
import { requestCases as webmentionRequests } from './webmention/request-cases.js';
import { senderCases as webmentionSenders } from './webmention/sender-cases.js';
import { sourceCases as webmentionSources } from './webmention/source-cases.js';
import { updateCases as webmentionUpdates } from './webmention/update-cases.js';

export const allCases: readonly ConformanceCase[] = [
  ...trackbackDiscovery,
  ...trackbackUrls,
  ...trackbackTypes,
  ...trackbackAnswers,
  ...trackbackCharsets,
  ...trackbackFields,
  ...trackbackRepeats,
  ...trackbackMethods,
  ...trackbackTargets,
  ...trackbackTransport,
  ...trackbackSources,
  ...trackbackSenders,
  ...pingbackDiscovery,
  ...pingbackCalls,
  ...pingbackAnswers,
  ...pingbackRefusals,
  ...pingbackTargets,
  ...pingbackSources,
  ...pingbackAttacks,
  ...pingbackSenders,
  ...webmentionDiscovery,
  ...webmentionRequests,
  ...webmentionAnswers,
  ...webmentionSources,
  ...webmentionUpdates,
  ...webmentionSenders,
];
