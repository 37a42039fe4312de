// A person with an account.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailAbout, Role } from '@trackwarden/contracts';

@Entity('users')
export class UserEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: Role;
  @Column('text') passwordHash!: string;
  /** About which pings that wait for a person a mail is sent. */
  @Column('text', { default: 'off' }) mailAbout!: MailAbout;
  @Column('timestamptz') createdAt!: Date;
}
