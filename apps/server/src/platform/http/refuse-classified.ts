import { findTypedMarking } from '@luoshi/documents';
import { AppError } from '../errors.ts';

/** Nobody reads what is typed here, and no marking is part of it by intent. */
const SECRETS = /password|secret|token|code|sentence|cursor/i;

/**
 * Refuses what somebody types or pastes with a security marking in it, wherever that is in the input: classified material
 * must not be handled here, and nothing of it is kept. Throws FILE_CLASSIFIED.
 */
export function refuseClassified(value: unknown, key = ''): void {
  if (typeof value === 'string') {
    const marking = SECRETS.test(key) ? null : findTypedMarking(value);
    if (marking)
      throw new AppError(
        'FILE_CLASSIFIED',
        `填写的内容里有密级标志“${marking.raw.trim()}”。涉密内容不得在本系统处理，没有保存。请立即停止填写，并按保密规定处理；若是误标，请先由定密责任单位更正。`,
        { level: marking.level },
      );
  } else if (Array.isArray(value)) for (const one of value) refuseClassified(one, key);
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) refuseClassified(one, name);
}
