/** A maintenance command cannot be carried out; `message` is Chinese, for the person at the terminal. */
export class Refusal extends Error {}
