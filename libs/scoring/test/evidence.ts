// An honest ping and changes to it: the raw material of the tables.
import { readFileSync } from 'node:fs';
import type { Evidence } from '../src/evidence.js';

/** Reads one file of the fixtures folder. */
export const fixture = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as T;

/** A part of evidence, at any depth. */
export type Change<T> = T extends readonly unknown[] | null
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Change<T[K]> }
    : T;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(whole: unknown, change: unknown): unknown {
  if (!isRecord(whole) || !isRecord(change)) return change;
  const changed = Object.entries(change).map(([key, value]) => [key, merge(whole[key], value)]);
  return { ...whole, ...Object.fromEntries(changed) };
}

/** A proven, visible, first trackback whose claims stand on its page. */
export const honestPing: Evidence = fixture<Evidence>('honest-ping.json');

/** The honest ping with something changed. */
export const ping = (change: Change<Evidence>): Evidence => merge(honestPing, change) as Evidence;
