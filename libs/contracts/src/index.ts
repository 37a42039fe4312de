// The shapes of Trackwarden's HTTP API, its public feeds and its webhooks.
export * from './account.js';
export * from './campaign.js';
export * from './common.js';
export * from './decision.js';
export * from './intake.js';
export * from './list-entry.js';
export * from './live.js';
export * from './mail.js';
export * from './mention.js';
export * from './outbox.js';
export * from './ping.js';
export * from './problem.js';
export * from './rule.js';
export * from './site.js';
export * from './target.js';
export * from './thresholds.js';
export * from './webhook.js';
