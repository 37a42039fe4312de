// Random tokens, their hashes and signatures, and comparison in constant time.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes, as base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256; enough for tokens of 256 random bits, which cannot be guessed from a dictionary. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** An HMAC under the installation's secret; `purpose` keeps one use from standing in for another. */
export function signatureOf(secret: string, purpose: string, value: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${value}`).digest('base64url');
}

/** Compares in constant time, whatever the lengths. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(a).digest(),
    createHash('sha256').update(b).digest(),
  );
}
