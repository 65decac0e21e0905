/** What a keeper tells everybody who calls, as one line of JSON. */
export type KeeperAnswer =
  | { readonly port: number; readonly notices: readonly string[] }
  | { readonly problem: string };
