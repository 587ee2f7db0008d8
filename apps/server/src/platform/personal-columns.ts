/** What of a table is a person's own, declared in the tables.ts of the room that has it: what erasing the person takes away. */
export interface PersonalTable {
  readonly table: string;
  /** Column with the id of the person whose values these are. */
  readonly person: string;
  /** The rows have no use without the person. */
  readonly deletes?: true;
  /** What each column becomes: 'name' the words for an erased person, else empty or null. */
  readonly columns?: Readonly<Record<string, 'name' | '' | null>>;
  /** jsonb columns with lists of objects: in each, the field with a person's id and the one with their name. */
  readonly lists?: Readonly<Record<string, { readonly person: string; readonly name: string }>>;
}

/** What stands where an erased person's name was. */
export const ERASED = '已注销人员';
