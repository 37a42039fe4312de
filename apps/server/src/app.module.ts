// All the wiring, on one page: what a process holds is decided by its roles.
import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuthGuard } from './accounts/auth.guard.js';
import { SessionCookies } from './accounts/session-cookies.js';
import { SessionController } from './accounts/session.controller.js';
import { SessionsService } from './accounts/sessions.service.js';
import { SetupController } from './accounts/setup.controller.js';
import { TokensController } from './accounts/tokens.controller.js';
import { TokensService } from './accounts/tokens.service.js';
import { UsersService } from './accounts/users.service.js';
import { AuditReports } from './audits/audit-reports.service.js';
import { AuditTrail } from './audits/audit-trail.js';
import { AuditsController } from './audits/audits.controller.js';
import { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { CONFIG, DATABASE_URL, SECRET } from './config/config.token.js';
import { dataSourceOptions } from './database/data-source.js';
import { CampaignDetection } from './evaluate/campaign-detection.js';
import { CampaignRescoring } from './evaluate/campaign-rescoring.js';
import { CopyDetection } from './evaluate/copies/copy-detection.js';
import { EvaluateProcessor } from './evaluate/evaluate.processor.js';
import { EvaluationsService } from './evaluate/evaluations.service.js';
import { FETCH_LEDGER } from './evaluate/fetches/fetch-ledger.js';
import { PostgresLedger } from './evaluate/fetches/postgres-ledger.js';
import { RedisLedger } from './evaluate/fetches/redis-ledger.js';
import { SourceFetches } from './evaluate/fetches/source-fetches.js';
import { HistoryService } from './evaluate/history.service.js';
import { PingChecks } from './evaluate/ping-checks.js';
import { PrivateSources } from './evaluate/private-sources.js';
import { RescoreProcessor } from './evaluate/rescore.processor.js';
import { SourceHistories } from './evaluate/source-histories.js';
import { SourceReader } from './evaluate/source-reader.js';
import { TargetChecks } from './evaluate/target-checks.js';
import { Vouching } from './evaluate/vouching.js';
import { HostBudget } from './host-budget.js';
import { HealthController } from './http/health.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { PublicPageController } from './http/public-page.controller.js';
import { UnexpectedBodyGuard } from './http/unexpected-body.guard.js';
import { SchemaPipe, validationFailed } from './http/validated.js';
import { HistoryImports } from './learning/history-imports.js';
import { HistoryLearner } from './learning/history-learner.js';
import { LearnProcessor } from './learning/learn.processor.js';
import { Learner } from './learning/learner.js';
import { LearningController } from './learning/learning.controller.js';
import { LearningReports } from './learning/learning-report.js';
import { ModelFiles } from './learning/model-files.js';
import { Overruling } from './learning/overruling.js';
import { SiteJudges } from './learning/site-judges.js';
import { LearningTransferController } from './learning/transfer.controller.js';
import { VersionChanges } from './learning/version-changes.js';
import { Versions } from './learning/versions.js';
import { CampaignSummaries } from './moderate/campaign-summaries.js';
import { CampaignsController } from './moderate/campaigns.controller.js';
import { CampaignsService } from './moderate/campaigns.service.js';
import { DecideProcessor } from './moderate/decide.processor.js';
import { DecisionBatches } from './moderate/decision-batches.js';
import { DecisionEntries } from './moderate/decision-entries.js';
import { DecisionHistory } from './moderate/decision-history.js';
import { DecisionOpening } from './moderate/decision-opening.js';
import { DecisionRecall } from './moderate/decision-recall.js';
import { DecisionSelection } from './moderate/decision-selection.js';
import { DecisionUndo } from './moderate/decision-undo.js';
import { DecisionsController } from './moderate/decisions.controller.js';
import { DecisionsService } from './moderate/decisions.service.js';
import { EventsController } from './moderate/events.controller.js';
import { AkismetClient } from './lookups/akismet-client.js';
import { AkismetReports } from './lookups/akismet-reports.js';
import { Akismet } from './lookups/akismet.service.js';
import { DnsListsHealth } from './lookups/dns-list-health.js';
import { DnsLookups } from './lookups/dns-lookups.js';
import { NameServers } from './lookups/name-servers.js';
import { OpinionsController } from './lookups/opinions.controller.js';
import { OutsideOpinions } from './lookups/outside-opinions.js';
import { ReportProcessor } from './lookups/report.processor.js';
import { LiveListener } from './moderate/live-listener.js';
import { MailLinksController } from './moderate/mail-links.controller.js';
import { MailVerdicts } from './moderate/mail-verdicts.js';
import { PingDetails } from './moderate/ping-details.js';
import { PingsController } from './moderate/pings.controller.js';
import { QueueStats } from './moderate/queue-stats.js';
import { SourcesController } from './moderate/sources.controller.js';
import { SourcesService } from './moderate/sources.service.js';
import { StoredChecks } from './moderate/stored-checks.js';
import { SnapshotController } from './moderate/snapshot.controller.js';
import { Snapshots } from './moderate/snapshots.js';
import { Attempts } from './notify/attempt.js';
import { DeliverProcessor } from './notify/deliver.processor.js';
import { DeliveriesService } from './notify/deliveries.service.js';
import { MailPreferenceController } from './notify/mail/mail-preference.controller.js';
import { MailProcessor } from './notify/mail/mail.processor.js';
import { Mailer } from './notify/mail/mailer.js';
import { MailsService } from './notify/mail/mails.service.js';
import { WebhooksController } from './notify/webhooks.controller.js';
import { WebhooksService } from './notify/webhooks.service.js';
import { MailLinks } from './mail-links.js';
import { Outgoing } from './outgoing.js';
import { PhotoAddresses } from './photos/photo-addresses.js';
import { PhotoSource } from './photos/photo-source.js';
import { PhotosController } from './photos/photos.controller.js';
import { PhotosService } from './photos/photos.service.js';
import { OutgoingBudget } from './outgoing-budget.js';
import { EvaluationReminders } from './pings/evaluation-reminders.js';
import { Floods } from './pings/floods.js';
import { LessonOrders } from './pings/lesson-orders.js';
import { LiveEvents } from './pings/live-events.js';
import { MailNotices } from './pings/mail-notices.js';
import { PingFinder } from './pings/ping-finder.js';
import { PingRecorder } from './pings/ping-recorder.js';
import { PingTransitions } from './pings/ping-transitions.js';
import { TestSources } from './pings/test-source.js';
import { UnjudgedPings } from './pings/unjudged-pings.js';
import { WebhookMessages } from './pings/webhook-messages.js';
import { MentionsController } from './publish/mentions.controller.js';
import { MentionsService } from './publish/mentions.service.js';
import { SenderStatusController } from './publish/sender-status.controller.js';
import { queueOptions } from './queue/backend.js';
import { JobHandlers } from './queue/job-handlers.js';
import { JobQueue } from './queue/job-queue.js';
import { jobNames } from './queue/jobs.js';
import { RateLimits } from './rate-limits.js';
import { AcceptService } from './receive/accept.service.js';
import { AddressedByPage } from './receive/addressed-by-page.js';
import { PingbackController } from './receive/pingback.controller.js';
import { PingbackListing } from './receive/pingback-listing.js';
import { TestPingController } from './receive/test-ping.controller.js';
import { TrackbackController } from './receive/trackback.controller.js';
import { TrackbackListing } from './receive/trackback-listing.js';
import { WebmentionController } from './receive/webmention.controller.js';
import { AnnounceProcessor } from './send/announce.processor.js';
import { Announcements } from './send/announcements.service.js';
import { OutboxPreviews } from './send/outbox-preview.js';
import { OutboxController } from './send/outbox.controller.js';
import { OutboxService } from './send/outbox.service.js';
import { SendAttempts } from './send/send-attempts.js';
import { SendProcessor } from './send/send.processor.js';
import { Sending } from './send/sending.js';
import { ActiveRules } from './rules/active-rules.js';
import { AppliedLimits } from './rules/applied-limits.js';
import { Demotion } from './rules/demotion.js';
import { DryRuns } from './rules/dry-run.service.js';
import { LimitSearch } from './rules/limit-search.js';
import { LimitPlacements } from './rules/limit-placements.js';
import { ListLookup } from './rules/list-lookup.js';
import { ListsController } from './rules/lists.controller.js';
import { ListsService } from './rules/lists.service.js';
import { Patterns } from './rules/patterns.service.js';
import { RuleCosts } from './rules/rule-costs.js';
import { RuleHits } from './rules/rule-hits.js';
import { RuleNews } from './rules/rule-news.js';
import { RulesController } from './rules/rules.controller.js';
import { RulesService } from './rules/rules.service.js';
import { Ruling } from './rules/ruling.js';
import { ThresholdPreviews } from './rules/thresholds.service.js';
import { ThresholdsController } from './rules/thresholds.controller.js';
import { RuleTransferController } from './rules/transfer.controller.js';
import { RuleTransfer } from './rules/transfer-rules.js';
import { UndoEffects } from './rules/undo-effects.js';
import { AddressBook } from './sites/addressed.js';
import { DiscoveryController } from './sites/discovery.controller.js';
import { PageChecks } from './sites/page-check.js';
import { InstallationIntake } from './sites/installation-intake.js';
import { InstallationIntakeController } from './sites/installation-intake.controller.js';
import { DatedAddresses } from './sites/dated-addresses.js';
import { PageCheckController } from './sites/page-check.controller.js';
import { SharedReputation } from './sites/reputation-sharing.js';
import { ReputationSharingController } from './sites/reputation-sharing.controller.js';
import { SitesController } from './sites/sites.controller.js';
import { SitesService } from './sites/sites.service.js';
import { TargetAliases } from './sites/target-aliases.js';
import { TargetsService } from './sites/targets.service.js';
import { FloodRelief } from './upkeep/flood-relief.js';
import { StaleFetches } from './upkeep/stale-fetches.js';
import { StrayBatches } from './upkeep/stray-batches.js';
import { StrayDeliveries } from './upkeep/stray-deliveries.js';
import { StrayLessons } from './upkeep/stray-lessons.js';
import { StrayMails } from './upkeep/stray-mails.js';
import { StrayOutbox } from './upkeep/stray-outbox.js';
import { StrayPings } from './upkeep/stray-pings.js';
import { DueChecks } from './upkeep/due-checks.js';
import { Sweeper } from './upkeep/sweeper.js';
import { UnusedPhotos } from './upkeep/unused-photos.js';

/** What a process is made from: its settings, its secret, its database. */
export type Setting = { config: Config; secret: string; databaseUrl: string };

/** What every role needs: the nouns that the stages share. */
const shared: Provider[] = [
  Akismet,
  AkismetClient,
  AuditTrail,
  Clock,
  Floods,
  DecisionBatches,
  DecisionEntries,
  DecisionUndo,
  DnsListsHealth,
  HistoryLearner,
  HostBudget,
  JobQueue,
  Learner,
  LessonOrders,
  LimitPlacements,
  LimitSearch,
  ListLookup,
  LiveEvents,
  Mailer,
  MailLinks,
  MailNotices,
  NameServers,
  Outgoing,
  OutgoingBudget,
  Patterns,
  PingFinder,
  PingTransitions,
  RateLimits,
  RuleNews,
  Sending,
  SiteJudges,
  SitesService,
  TestSources,
  Versions,
  WebhookMessages,
  WebhooksService,
  Attempts,
];

const apiProviders: Provider[] = [
  AcceptService,
  AddressBook,
  AddressedByPage,
  AppliedLimits,
  AuditReports,
  DatedAddresses,
  CampaignsService,
  CampaignSummaries,
  DecisionHistory,
  DecisionOpening,
  DecisionRecall,
  DecisionSelection,
  DecisionsService,
  DeliveriesService,
  DryRuns,
  EvaluationReminders,
  HistoryImports,
  InstallationIntake,
  LearningReports,
  ListsService,
  LiveListener,
  MailVerdicts,
  MentionsService,
  ModelFiles,
  OutboxPreviews,
  OutboxService,
  Overruling,
  PageChecks,
  PhotoAddresses,
  PhotosService,
  PhotoSource,
  PingbackListing,
  PingDetails,
  PingRecorder,
  QueueStats,
  RulesService,
  RuleTransfer,
  SessionCookies,
  SessionsService,
  SharedReputation,
  SourcesService,
  StoredChecks,
  Snapshots,
  TargetsService,
  ThresholdPreviews,
  TokensService,
  TrackbackListing,
  UndoEffects,
  UsersService,
  VersionChanges,
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_GUARD, useClass: AuthGuard },
  { provide: APP_GUARD, useClass: UnexpectedBodyGuard },
  {
    provide: APP_PIPE,
    useFactory: () => new SchemaPipe({ exceptionFactory: validationFailed }),
  },
];

const controllers = [
  AuditsController,
  CampaignsController,
  DecisionsController,
  DiscoveryController,
  EventsController,
  HealthController,
  InstallationIntakeController,
  LearningController,
  LearningTransferController,
  MailLinksController,
  MailPreferenceController,
  ListsController,
  MentionsController,
  OpinionsController,
  OutboxController,
  PageCheckController,
  PhotosController,
  PingbackController,
  PingsController,
  PublicPageController,
  ReputationSharingController,
  RulesController,
  RuleTransferController,
  SenderStatusController,
  SessionController,
  SetupController,
  SitesController,
  SourcesController,
  SnapshotController,
  TestPingController,
  ThresholdsController,
  TokensController,
  TrackbackController,
  WebhooksController,
  WebmentionController,
];

const workerProviders: Provider[] = [
  ActiveRules,
  AkismetReports,
  AnnounceProcessor,
  Announcements,
  CampaignDetection,
  CampaignRescoring,
  CopyDetection,
  DecideProcessor,
  DeliverProcessor,
  Demotion,
  DnsLookups,
  DueChecks,
  EvaluateProcessor,
  EvaluationsService,
  FloodRelief,
  HistoryService,
  JobHandlers,
  LearnProcessor,
  MailProcessor,
  MailsService,
  OutsideOpinions,
  PingChecks,
  PrivateSources,
  ReportProcessor,
  RescoreProcessor,
  RuleCosts,
  RuleHits,
  Ruling,
  SendAttempts,
  SendProcessor,
  SourceFetches,
  SourceHistories,
  SourceReader,
  StaleFetches,
  StrayBatches,
  StrayDeliveries,
  StrayLessons,
  StrayMails,
  StrayOutbox,
  StrayPings,
  Sweeper,
  TargetAliases,
  TargetChecks,
  UnjudgedPings,
  UnusedPhotos,
  Vouching,
  {
    provide: FETCH_LEDGER,
    useFactory: ({ redisUrl }: Config, dataSource: DataSource) =>
      redisUrl ? new RedisLedger(redisUrl) : new PostgresLedger(dataSource),
    inject: [CONFIG, DataSource],
  },
];

@Module({})
export class AppModule {
  static for({ config, secret, databaseUrl }: Setting): DynamicModule {
    const isApi = config.roles.includes('api');
    const isWorker = config.roles.includes('worker');
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot(dataSourceOptions(databaseUrl)),
        BullModule.forRoot(
          queueOptions({
            redisUrl: config.redisUrl,
            databaseUrl,
            connections: config.queueConnections,
          }),
        ),
        BullModule.registerQueue(...jobNames.map((name) => ({ name }))),
        DiscoveryModule,
      ],
      controllers: isApi ? controllers : [],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: SECRET, useValue: secret },
        { provide: DATABASE_URL, useValue: databaseUrl },
        ...shared,
        ...(isApi ? apiProviders : []),
        ...(isWorker ? workerProviders : []),
      ],
    };
  }
}
