/** Where to go after signing in: the page that was asked for, if it is one of ours; else where one's own work begins. */
export function placeAfterSignIn(next: string | null): string {
  // "//host" and "/\host" would leave the site.
  return next && /^\/(?![/\\])/.test(next) && !/^\/(?:sign-in|sso)\b/.test(next) ? next : '/';
}
