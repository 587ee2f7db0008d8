/** Where to go after signing in: the page that was asked for, if it is one of ours. */
export function placeAfterSignIn(next: string | null): string {
  // "//host" and "/\host" would leave the site.
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/reports';
}
