const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** From when on a password's age is worth a line. */
const PASSWORD_DAYS = 14;

/** In the last ten minutes before the session ends, whatever one does. */
export const endsSoon = (expiresAt: string, now: number): boolean => {
  const left = Date.parse(expiresAt) - now;
  return left > 0 && left <= 10 * MINUTE;
};

/** Days until the password is too old, when they are few; null otherwise. Business dates. */
export function passwordDaysLeft(expiresOn: string | null, today: string): number | null {
  if (expiresOn === null) return null;
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY);
  return days >= 0 && days <= PASSWORD_DAYS ? days : null;
}
