// Rules with their versions, block and trust lists, and the imports that brought them.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ListKind,
  ListScope,
  Rule,
  RuleAction,
  RuleBatch,
  RuleDefinition,
  RuleGroup,
  RuleState,
  SetBy,
} from '@trackwarden/contracts';

@Entity('rules')
export class RuleEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') name!: string;
  @Column('text') note!: string;
  @Column('text') state!: RuleState;
  @Column('jsonb') conditions!: RuleGroup;
  @Column('jsonb') action!: RuleAction;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('integer') version!: number;
  @Column('timestamptz') stateSince!: Date;
  @Column('jsonb', { nullable: true }) fault!: Rule['fault'];
  @Column('jsonb', { nullable: true }) demoted!: Rule['demoted'];
  @Column('uuid', { nullable: true }) batchId!: string | null;
  @Column('jsonb') setBy!: SetBy;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

@Entity('rule_versions')
export class RuleVersionEntity {
  @PrimaryColumn('uuid') ruleId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('jsonb') definition!: RuleDefinition;
  @Column('text') because!: string;
  @Column('jsonb') setBy!: SetBy;
  @Column('timestamptz') at!: Date;
}

@Entity('list_entries')
export class ListEntryEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') list!: ListKind;
  @Column('text') scope!: ListScope;
  @Column('text') value!: string;
  @Column('text') key!: string;
  @Column('inet', { nullable: true }) network!: string | null;
  @Column('text', { array: true }) exceptions!: string[];
  @Column('text') note!: string;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('uuid', { nullable: true }) batchId!: string | null;
  /** The decision that made it, while nobody has changed it since: its undo takes it out. */
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('jsonb') setBy!: SetBy;
  @Column('integer') hits!: number;
  @Column('timestamptz', { nullable: true }) lastHitAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('rule_batches')
export class RuleBatchEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') name!: string;
  @Column('text') format!: string;
  @Column('integer') rules!: number;
  @Column('integer') words!: number;
  @Column('integer') entries!: number;
  @Column('jsonb') skipped!: RuleBatch['skipped'];
  @Column('integer') skippedCount!: number;
  @Column('jsonb') setBy!: SetBy;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) revertedAt!: Date | null;
}
