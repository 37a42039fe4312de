// Accounts of people: the first owner, sign-in by password.
import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { User } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG, SECRET } from '../config/config.token.js';
import { UserEntity } from '../database/entities/user.entity.js';
import { DomainError } from '../errors.js';
import { isSame, signatureOf } from '../secrets.js';

/** OWASP's recommendation for argon2id (the library's default variant): 19 MiB, 2 passes, 1 lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Spells USER; two set-ups at once must not make two first owners. */
const FIRST_OWNER_LOCK = 0x55534552;

type NewOwner = { email: string; name: string; password: string };

@Injectable()
export class UsersService implements OnApplicationBootstrap {
  private readonly logger = new Logger('accounts');
  private hashOfNobody: Promise<string> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SECRET) private readonly secret: string,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { admin } = this.config;
    if (!admin || !(await this.setUpIsNeeded())) return;
    await this.createFirstOwner({ ...admin, name: admin.email.split('@')[0] ?? 'Owner' });
    this.logger.log({ msg: 'owner created from the environment' });
  }

  /** True until the first account exists. */
  async setUpIsNeeded(): Promise<boolean> {
    return !(await this.dataSource.manager.exists(UserEntity));
  }

  /** The one-time set-up link's token: dead as soon as there is an owner. */
  get setUpToken(): string {
    return signatureOf(this.secret, 'set-up', 'first-owner');
  }

  /** Throws `bad-setup-token`, `already-set-up`. */
  async setUp({ token, ...owner }: NewOwner & { token: string }): Promise<UserEntity> {
    if (!isSame(token, this.setUpToken)) throw new DomainError('bad-setup-token');
    return this.createFirstOwner(owner);
  }

  /** Throws `bad-credentials`; takes as long for an unknown address as for a wrong password. */
  async signIn(email: string, password: string): Promise<UserEntity> {
    const user = await this.dataSource.manager.findOneBy(UserEntity, { email });
    this.hashOfNobody ??= hash('nobody has this password', argon2id);
    const matches = await verify(user?.passwordHash ?? (await this.hashOfNobody), password);
    if (!user || !matches) throw new DomainError('bad-credentials');
    return user;
  }

  byId(id: string): Promise<UserEntity | null> {
    return this.dataSource.manager.findOneBy(UserEntity, { id });
  }

  private async createFirstOwner({ email, name, password }: NewOwner): Promise<UserEntity> {
    const passwordHash = await hash(password, argon2id);
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [FIRST_OWNER_LOCK]);
      if (await manager.exists(UserEntity)) throw new DomainError('already-set-up');
      const user = manager.create(UserEntity, {
        id: uuidv7(),
        email,
        name,
        role: 'owner',
        passwordHash,
        mailAbout: 'off',
        createdAt: this.clock.now(),
      });
      await manager.insert(UserEntity, user);
      return user;
    });
  }
}

export function userView({ id, email, name, role, createdAt }: UserEntity): User {
  return { id, email, name, role, createdAt: createdAt.toISOString() };
}
