/** It cannot go on; the message is for the person at the terminal. */
export class Refusal extends Error {}
