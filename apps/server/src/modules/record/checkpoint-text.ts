/** Pure: a checkpoint, what of it is signed, and whether that holds. */
import { z } from 'zod';
import { verifySignature } from '../../platform/keys.ts';
import { canonical, sm3 } from './digest.ts';

/** That the chain's hash was this at this position: signed with a key that the database's owner does not have. */
export const SignedCheckpoint = z.object({
  /** Id of the city. */
  city: z.string(),
  number: z.int(),
  position: z.int(),
  hash: z.string(),
  at: z.string(),
  /** SM3 of the text and the signature of the one before; empty in the first. */
  previous: z.string(),
  signature: z.string(),
});
export type SignedCheckpoint = z.infer<typeof SignedCheckpoint>;

/** What is signed: UTF-8, the keys in order, no blanks. */
export const textOf = ({ signature: _, ...checkpoint }: SignedCheckpoint): string => canonical(checkpoint);

export const checkpointHash = (checkpoint: SignedCheckpoint): string =>
  sm3(`${textOf(checkpoint)}\n${checkpoint.signature}`);

export const signedBy = (publicKey: string, checkpoint: SignedCheckpoint): boolean =>
  verifySignature(publicKey, Buffer.from(textOf(checkpoint)), Buffer.from(checkpoint.signature, 'base64'));
