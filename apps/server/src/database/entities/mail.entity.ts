// What a person is told of by mail: each ping that waits, and the mails in which that is said.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('mails')
export class MailEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  /** `needless`: when its time came, no ping of it was waiting any more. */
  @Column('text') status!: 'waiting' | 'sent' | 'failed' | 'needless';
  @Column('integer') attempts!: number;
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('mail_notices')
export class MailNoticeEntity {
  @PrimaryColumn('uuid') userId!: string;
  @PrimaryColumn('uuid') pingId!: string;
  @PrimaryColumn('integer') version!: number;
  /** Null until it is put into a mail. */
  @Column('uuid', { nullable: true }) mailId!: string | null;
  @Column('timestamptz') dueAt!: Date;
}
