// The explicit list of entities.
import { CampaignEntity } from './campaign.entity.js';
import { DecisionEntity, TransitionEntity } from './decision.entity.js';
import { EvidenceEntity } from './evidence.entity.js';
import {
  HistoryImportEntity,
  LessonEntity,
  LessonOrderEntity,
  SiteModelEntity,
} from './learning.entity.js';
import { MailEntity, MailNoticeEntity } from './mail.entity.js';
import { OutboxItemEntity, OutgoingPingEntity } from './outbox.entity.js';
import { PhotoEntity } from './photo.entity.js';
import { PingEntity } from './ping.entity.js';
import { ListEntryEntity, RuleBatchEntity, RuleEntity, RuleVersionEntity } from './rule.entity.js';
import { SessionEntity } from './session.entity.js';
import { SiteEntity } from './site.entity.js';
import { TargetEntity } from './target.entity.js';
import { TokenEntity } from './token.entity.js';
import { UserEntity } from './user.entity.js';
import { DeliveryAttemptEntity, DeliveryEntity, WebhookEntity } from './webhook.entity.js';

export const entities = [
  CampaignEntity,
  DecisionEntity,
  DeliveryAttemptEntity,
  DeliveryEntity,
  EvidenceEntity,
  HistoryImportEntity,
  LessonEntity,
  LessonOrderEntity,
  MailEntity,
  MailNoticeEntity,
  ListEntryEntity,
  OutboxItemEntity,
  OutgoingPingEntity,
  PhotoEntity,
  PingEntity,
  RuleBatchEntity,
  RuleEntity,
  RuleVersionEntity,
  SessionEntity,
  SiteEntity,
  SiteModelEntity,
  TargetEntity,
  TokenEntity,
  TransitionEntity,
  UserEntity,
  WebhookEntity,
];
