// A person with an account.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '@trackwarden/contracts';

@Entity('users')
export class UserEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: Role;
  @Column('text') passwordHash!: string;
  @Column('timestamptz') createdAt!: Date;
}
