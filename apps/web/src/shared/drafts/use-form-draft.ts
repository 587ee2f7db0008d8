import type { FormInstance } from 'antd';
import { useCallback, useEffect, useMemo } from 'react';
import { sessionGate } from '../http/session-gate.ts';
import { storeDraft, storedDraft } from './stored-drafts.ts';

/**
 * Keeps what is typed into a form of antd like `useDraft` and puts it back when the form opens again. Give `onValuesChange`
 * to the form; call `forget` when it was saved. `fields` are the ones worth keeping: never a password, never a file.
 */
export function useFormDraft(form: FormInstance, key: string, fields: readonly string[]) {
  const person = sessionGate.person ?? '';
  const kept = useMemo(() => storedDraft<Record<string, unknown>>(person, key), [person, key]);
  useEffect(() => {
    if (kept) form.setFieldsValue(kept);
  }, [form, kept]);
  const onValuesChange = useCallback(
    (_changed: unknown, all: Record<string, unknown>) =>
      storeDraft(person, key, Object.fromEntries(fields.map((field) => [field, all[field]]))),
    [person, key, fields],
  );
  const forget = useCallback(() => storeDraft(person, key, null), [person, key]);
  return { onValuesChange, forget, restored: kept !== null };
}
