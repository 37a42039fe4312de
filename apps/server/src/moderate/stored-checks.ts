// The stored checks of a ping, newest first: what was found each time, so that changes between them can be seen.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { List, PingCheck, Verification } from '@trackwarden/contracts';
import { EvidenceEntity } from '../database/entities/evidence.entity.js';
import { PingFinder } from '../pings/ping-finder.js';
import { notVerified, verificationView } from '../pings/ping-view.js';

/** More are not kept. */
const MOST = 50;

@Injectable()
export class StoredChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pings: PingFinder,
  ) {}

  async of(pingId: string): Promise<List<PingCheck>> {
    await this.pings.one(pingId);
    const checks = await this.dataSource.manager.find(EvidenceEntity, {
      where: { pingId },
      order: { checkedAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
    return { items: checks.filter(isMade).map(viewOf), nextCursor: null };
  }
}

/** A check that was only scored anew stands for the one whose facts it kept. */
function isMade(check: EvidenceEntity, at: number, all: readonly EvidenceEntity[]): boolean {
  const newer = all[at - 1]?.verification;
  return newer == null || newer.checkedAt !== check.verification?.checkedAt;
}

function viewOf(check: EvidenceEntity): PingCheck {
  const { evidence, judgement } = check;
  const { page } = evidence;
  return {
    id: check.id,
    at: check.checkedAt.toISOString(),
    verification: check.verification ? verificationView(check.verification) : remembered(check),
    isSecondLook: check.isSecondLook,
    title: page?.title ?? null,
    language: page?.language ?? null,
    noindex: page?.noindex ?? null,
    outgoingLinks: page?.outgoingLinks ?? null,
    outgoingHosts: page?.outgoingHosts ?? null,
    textLength: page?.textLength ?? null,
    score: judgement.score,
    because: judgement.because,
  };
}

/** Of a check from before its facts were kept: what the score was based on. */
function remembered({ checkedAt, evidence }: EvidenceEntity): Verification {
  const { state, httpStatus } = evidence.verification;
  return { ...notVerified, state, httpStatus, checkedAt: checkedAt.toISOString() };
}
