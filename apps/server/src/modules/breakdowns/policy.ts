/** Who may do what, and what every operation on a sentence is addressed by. */
import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import type { Role } from '../people/contract.ts';

/** The supervision office breaks the report down and issues it; everybody else reads. */
export const EDITORS: readonly Role[] = ['supervision'];

export const OfSentence = { reportId: Uuid, sentence: z.string().min(1).max(40) };
