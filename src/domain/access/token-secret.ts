import { createHash, randomBytes } from 'node:crypto';

/** What the token of a company's system begins with, so that it is told from a person's, and found when it leaks. */
const PREFIX = 'rbp_';

export const isPartnerToken = (token: string): boolean => token.startsWith(PREFIX);

/** A new token: 256 random bits, which need no salt. */
export const newPartnerToken = (): string => PREFIX + randomBytes(32).toString('base64url');

/** What is kept of a token. */
export const partnerTokenDigest = (token: string): Buffer =>
  createHash('sha256').update(token).digest();
