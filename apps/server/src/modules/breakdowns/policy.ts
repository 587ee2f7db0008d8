/** Who may do what, and what every operation on a sentence is addressed by. */
import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import type { Grants } from '../../platform/permission.ts';

/** The supervision office breaks its own government's report down and issues it; everybody else reads. */
export const EDITORS: Grants = { supervision: 'organ' };

export const OfSentence = { reportId: Uuid, sentence: z.string().min(1).max(40) };
