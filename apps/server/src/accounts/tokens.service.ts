// API tokens: shown once, stored hashed; and the installation's own token from the environment.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { CreatedToken, Token } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { TokenEntity } from '../database/entities/token.entity.js';
import { UserEntity } from '../database/entities/user.entity.js';
import { DomainError } from '../errors.js';
import type { Principal } from './principal.js';
import { hashOf, isSame, newToken } from '../secrets.js';

/** Secret scanners recognise a leaked token by its prefix. */
const PREFIX = 'twt_';
/** `lastUsedAt` is written at most so often per token. */
const USED_EVERY_MS = 60_000;

@Injectable()
export class TokensService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The principal behind a bearer token, null for an unknown one. */
  async principalOf(bearer: string): Promise<Principal | null> {
    const { adminToken } = this.config;
    if (adminToken && isSame(bearer, adminToken))
      return { kind: 'token', userId: null, name: 'automation', role: 'owner' };
    const token = await this.dataSource.manager.findOneBy(TokenEntity, { hash: hashOf(bearer) });
    if (!token) return null;
    const user = await this.dataSource.manager.findOneBy(UserEntity, { id: token.userId });
    if (!user) return null;
    await this.noteUse(token);
    return {
      kind: 'token',
      userId: user.id,
      name: `${user.name} (${token.name})`,
      role: user.role,
    };
  }

  async list(userId: string): Promise<Token[]> {
    const tokens = await this.dataSource.manager.find(TokenEntity, {
      where: { userId },
      order: { id: 'DESC' },
      take: 200,
    });
    return tokens.map(tokenView);
  }

  async create(userId: string, name: string): Promise<CreatedToken> {
    const secret = PREFIX + newToken();
    const token = this.dataSource.manager.create(TokenEntity, {
      id: uuidv7(),
      userId,
      name,
      hash: hashOf(secret),
      hint: secret.slice(-4),
      lastUsedAt: null,
      createdAt: this.clock.now(),
    });
    await this.dataSource.manager.insert(TokenEntity, token);
    return { ...tokenView(token), token: secret };
  }

  /** Throws `not-found`, also for a token of somebody else. */
  async revoke(userId: string, id: string): Promise<void> {
    const { affected } = await this.dataSource.manager.delete(TokenEntity, { id, userId });
    if (!affected) throw new DomainError('not-found');
  }

  private async noteUse(token: TokenEntity): Promise<void> {
    const now = this.clock.now();
    if (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() < USED_EVERY_MS) return;
    await this.dataSource.manager.update(TokenEntity, { id: token.id }, { lastUsedAt: now });
  }
}

function tokenView({ id, name, hint, lastUsedAt, createdAt }: TokenEntity): Token {
  return {
    id,
    name,
    hint,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
