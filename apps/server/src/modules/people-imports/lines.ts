/** What one row of the workbook says, in the words of the workbook: codes rather than ids. */
import type { OrganisationKind, Role } from '../people/contract.ts';

export interface OrganisationLine {
  code: string;
  name: string;
  shortName: string;
  kind: OrganisationKind;
  order: number;
  parent: string;
  region: string;
  aliases: string[];
  function: string;
  duties: string[];
  from: string;
}
export interface GroupLine {
  group: string;
  members: string[];
}
export interface PersonLine {
  code: string;
  name: string;
  organisation: string;
  phone: string;
  email: string;
}
export interface PostLine {
  person: string;
  organisation: string;
  title: string;
  role: Role;
  sponsor: boolean;
  position: number;
  from: string;
  to: string;
}
export interface Lines {
  organisations: OrganisationLine[];
  groups: GroupLine[];
  people: PersonLine[];
  posts: PostLine[];
}

/** By what a post is known again. */
export const postKey = (post: Pick<PostLine, 'person' | 'organisation' | 'title' | 'from'>): string =>
  JSON.stringify([post.person, post.organisation, post.title, post.from]);

/** Where a row stands in the file. */
export interface At {
  sheet: string;
  row: number;
}
/** One change; `before` is null where something is new. */
export type Step = { at: At; what: string } & (
  | { kind: 'organisation'; before: OrganisationLine | null; after: OrganisationLine }
  | { kind: 'group'; before: GroupLine | null; after: GroupLine }
  | { kind: 'person'; before: PersonLine | null; after: PersonLine }
  | { kind: 'post'; before: PostLine | null; after: PostLine }
);
