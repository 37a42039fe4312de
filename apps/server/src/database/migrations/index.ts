// The explicit list of migrations, in order; nothing is ever synchronised from entities.
import { FirstHouse1763856000001 } from './0001-first-house.js';
import { ThreeProtocols1763856000002 } from './0002-three-protocols.js';
import { Outbox1763856000003 } from './0003-outbox.js';
import { SourceHosts1763856000004 } from './0004-source-hosts.js';
import { Evidence1763856000005 } from './0005-evidence.js';
import { Intake1763856000006 } from './0006-intake.js';
import { MailAndPhotos1763856000007 } from './0007-mail-and-photos.js';
import { Rules1763856000010 } from './0010-rules.js';
import { Campaigns1763856000011 } from './0011-campaigns.js';
import { Learning1763856000012 } from './0012-learning.js';
import { Reputation1763856000013 } from './0013-reputation.js';
import { Policy1763856000014 } from './0014-policy.js';
import { Load1763856000015 } from './0015-load.js';
import { ImportCounts1763856000016 } from './0016-import-counts.js';
import { DecisionEntries1763856000017 } from './0017-decision-entries.js';
import { RuleCosts1763856000018 } from './0018-rule-costs.js';
import { LimitsAndEntries1763856000019 } from './0019-limits-and-entries.js';
import { LeastCertainFirst1763856000020 } from './0020-least-certain-first.js';

export const migrations = [
  FirstHouse1763856000001,
  ThreeProtocols1763856000002,
  Outbox1763856000003,
  SourceHosts1763856000004,
  Evidence1763856000005,
  Intake1763856000006,
  MailAndPhotos1763856000007,
  Rules1763856000010,
  Campaigns1763856000011,
  Learning1763856000012,
  Reputation1763856000013,
  Policy1763856000014,
  Load1763856000015,
  ImportCounts1763856000016,
  DecisionEntries1763856000017,
  RuleCosts1763856000018,
  LimitsAndEntries1763856000019,
  LeastCertainFirst1763856000020,
];
