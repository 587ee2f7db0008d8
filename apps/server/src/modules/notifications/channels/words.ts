/** What a message says, whatever it goes by. */
export interface Words {
  /** The same in every attempt: whoever gets it twice can tell. */
  readonly key: string;
  readonly subject: string;
  readonly body: string;
  /** Whole address in the page; '' where the city has not said what its pages begin with. */
  readonly link: string;
}

/** The end of the key, as people read it: a line that comes twice has the same. */
export const shortKey = (key: string): string => key.replaceAll('-', '').slice(-8).toUpperCase();
