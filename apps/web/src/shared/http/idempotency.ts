/**
 * A fresh key for one write. `crypto.randomUUID` exists only on https and localhost, and this page
 * is often served over plain http inside an office network; random values exist everywhere.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
