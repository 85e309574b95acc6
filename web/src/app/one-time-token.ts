/** The token of a one-time link, `/console/#token=...`: behind the hash it reaches no log and no Referer. */
export const tokenOfAddress = (hash: string) => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? undefined;
