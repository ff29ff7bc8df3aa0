/** The documents whose code blocks are proved, from the root of the repository. */
export const DOCUMENTS = ['README.md', 'docs/adapters.md'] as const;
