/** A status (post) as Mastodon answers with it. https://docs.joinmastodon.org/entities/Status/ */
export interface Status {
  readonly id: string;
  readonly url: string;
  /** What was sent, before Mastodon made HTML of it. Not in its answers. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const home = "https://toots.example";

/* https://docs.joinmastodon.org/entities/Account/ */
const account = {
  id: "1",
  username: "grandma",
  acct: "grandma",
  display_name: "Grandma's cards",
  locked: false,
  bot: false,
  created_at: "2026-01-06T00:00:00.000Z",
  note: "",
  url: `${home}/@grandma`,
  avatar: `${home}/avatars/original/missing.png`,
  avatar_static: `${home}/avatars/original/missing.png`,
  header: `${home}/headers/original/missing.png`,
  header_static: `${home}/headers/original/missing.png`,
  followers_count: 3,
  following_count: 0,
  statuses_count: 0,
  last_status_at: null,
  emojis: [],
  fields: [],
};

/** Publishes the `number`-th status of Grandma's account. */
export function createStatus(number: number, text: string, visibility: string): Status {
  // Real ids are made of the time; these count, so that every run shows the same ones.
  const id = String(115_000_000_000_000_000n + BigInt(number));
  const url = `${home}/@grandma/${id}`;
  return {
    id,
    url,
    text,
    json: {
      id,
      created_at: new Date().toISOString(),
      in_reply_to_id: null,
      in_reply_to_account_id: null,
      sensitive: false,
      spoiler_text: "",
      visibility,
      language: "en",
      uri: `${home}/users/grandma/statuses/${id}`,
      url,
      replies_count: 0,
      reblogs_count: 0,
      favourites_count: 0,
      favourited: false,
      reblogged: false,
      muted: false,
      bookmarked: false,
      pinned: false,
      content: `<p>${asHtml(text)}</p>`,
      filtered: [],
      reblog: null,
      application: { name: "Grandma's shop", website: null },
      account,
      media_attachments: [],
      mentions: [],
      tags: [],
      emojis: [],
      card: null,
      poll: null,
    },
  };
}

const asHtml = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/https?:\/\/[^\s<]+/g, '<a href="$&" rel="nofollow noopener" target="_blank">$&</a>');
