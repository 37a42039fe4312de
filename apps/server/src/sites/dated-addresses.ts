// Addresses that carry a signed date: what was harvested long ago is told from what stands on the page today.
import { Inject, Injectable } from '@nestjs/common';
import type { AddressKind } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { SECRET } from '../config/config.token.js';
import { isSame, signatureOf } from '../secrets.js';

const DAY_MS = 86_400_000;
/** Long enough for a static site that is built once in four weeks. */
export const FRESH_DAYS = 28;
/** For senders that read the page from a cache, or send a while after they read it. */
const GRACE_DAYS = 7;
/** 96 bits. */
const MAC_CHARACTERS = 16;

@Injectable()
export class DatedAddresses {
  constructor(
    @Inject(SECRET) private readonly secret: string,
    private readonly clock: Clock,
  ) {}

  /** What is appended to a key: today and the signature over both. */
  markOf(key: string): string {
    const date = dateOf(this.clock.now());
    return `${date}.${this.sign(key, date)}`;
  }

  /** Until when today's addresses are fresh, the grace not counted. */
  freshUntil(): Date {
    return new Date(dayOf(dateOf(this.clock.now())) + FRESH_DAYS * DAY_MS);
  }

  /** A mark that is not ours is none. */
  kindOf(key: string, mark: string | null): AddressKind {
    const [, date, mac] = /^(\d{8})\.([\w-]{16})$/.exec(mark ?? '') ?? [];
    if (date === undefined || mac === undefined || !isSame(mac, this.sign(key, date)))
      return 'plain';
    const ageMs = this.clock.now().getTime() - dayOf(date);
    return ageMs <= (FRESH_DAYS + GRACE_DAYS) * DAY_MS ? 'dated' : 'stale';
  }

  private sign(key: string, date: string): string {
    return signatureOf(this.secret, 'dated-address', `${key} ${date}`).slice(0, MAC_CHARACTERS);
  }
}

/** A key in an address, with the mark that follows it after a dot. */
export function splitMark(segment: string): { key: string; mark: string | null } {
  const dot = segment.indexOf('.');
  if (dot < 0) return { key: segment, mark: null };
  return { key: segment.slice(0, dot), mark: segment.slice(dot + 1) };
}

/** The mark in the query of an address that is the same for all pages. */
export function markIn(query: unknown): string | null {
  const given: unknown = Reflect.get(Object(query), MARK_PARAMETER);
  return typeof given === 'string' ? given : null;
}

/** Where the Webmention and the Pingback address carry it. */
export const MARK_PARAMETER = 't';

const dateOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');

const dayOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)));
