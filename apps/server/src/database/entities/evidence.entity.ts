// One check of a source: the whole evidence and the judgement made of it; never changed afterwards.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Evidence, Judgement } from '@trackwarden/scoring';

@Entity('evidence')
export class EvidenceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') pingId!: string;
  @Column('timestamptz') checkedAt!: Date;
  @Column('jsonb') evidence!: Evidence;
  @Column('jsonb') judgement!: Judgement;
}
