/** Something the user can put right: printed as it stands on stderr, exit code 2. */
export class Refusal extends Error {
  override name = 'Refusal';
}
