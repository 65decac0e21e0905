export const neighbours = {
  help: `Opens fake social networks for you to play with: Mastodon, X and Facebook, on this computer only.

  npm run neighbours                  all of them, on ports 4601 to 4603
  npm run neighbours mastodon         some of them
  npm run neighbours -- --port 5600   on other ports: 5601 to 5603

It shows each call as it comes. Each network can be told to be slow, mute, down and more. Ctrl-C ends it.`,

  unknown: (name: string, names: readonly string[]) =>
    `There is no neighbour "${name}". Such as: npm run neighbours ${names.join(" ")}`,
  noPort: (asked: string) =>
    `--port is "${asked}", and has to be a number from 1024 to 65000. Such as: npm run neighbours -- --port 5600`,
  portTaken: (port: number, other: number) =>
    `Port ${port} is in use, perhaps by another \`npm run neighbours\`. End that one, or: npm run neighbours -- --port ${other}`,

  open: "Nobody outside this computer can reach them. Their tokens are made up.",
  tryIt: "To post, in another terminal:",
  moods: "Moods: slow, mute, drip, down, reset, garbage, and fine again. One is told so:",
  moodsWithMore: "Some need more words:",
  calls: "Each call, once it is over (Ctrl-C ends this):",
} as const;
