import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { RecordWords } from './contract.ts';
import { eventTypes } from './event-type.ts';
import { AUDITORS, wholeCity } from './policy.ts';
import { subjectWord } from './subjects.ts';

export const listWords = operation({
  name: 'record.words',
  permission: 'record.read',
  may: AUDITORS,
  target: wholeCity,
  input: z.object({}),
  output: RecordWords,
  run: async () => {
    const types = eventTypes();
    return {
      operations: types.map(({ name, label }) => ({ name, label })),
      subjects: [...new Set(types.map(({ subject }) => subject))].map((kind) => ({ kind, label: subjectWord(kind) })),
    };
  },
});
