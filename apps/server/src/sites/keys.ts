// Opaque public keys of sites and targets.
import { randomBytes } from 'node:crypto';

/** 20 hexadecimal characters: 80 random bits, safe in any part of an address. */
export function newKey(): string {
  return randomBytes(10).toString('hex');
}

/** Answers whether a text can be a key at all; nothing else reaches the database. */
export function isKey(text: string): boolean {
  return /^[0-9a-f]{20}$/.test(text);
}
