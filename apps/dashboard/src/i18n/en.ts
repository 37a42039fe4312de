// Every word of the dashboard in English.
import { evidence } from './en/evidence.js';
import { learning } from './en/learning.js';
import { policyWords } from './en/policy.js';
import { queue } from './en/queue.js';
import { rules } from './en/rules.js';
import { settings } from './en/settings.js';
import { sent } from './en/sent.js';
import { setup } from './en/setup.js';
import { shell } from './en/shell.js';
import { site } from './en/site.js';
import { sources } from './en/sources.js';
import { webhooks } from './en/webhooks.js';

export const en = {
  ...shell,
  ...setup,
  ...queue,
  ...policyWords,
  ...rules,
  ...learning,
  ...evidence,
  ...site,
  ...webhooks,
  ...sent,
  ...sources,
  ...settings,
} as const;
