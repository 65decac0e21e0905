/**
 * A connection URL that may be shown: the password is replaced by ***, also where it makes the URL invalid. Works on the
 * text, because a parser takes half of a password with a slash in it for a port and a database.
 */
export function maskUrl(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0];
  if (scheme === undefined) return "***";
  const rest = url.slice(scheme.length);
  const at = rest.lastIndexOf("@");
  const user = rest.slice(0, Math.max(at, 0)).split(":");
  const login = user.length > 1 ? `${user[0]}:***` : user.join("");
  // Without an @, what follows the first colon is a port or a password whose end is missing.
  const place = at === -1 ? rest.replace(/^([^/?#:]*):(?!\d{1,5}(?:[/?]|$)).*$/s, "$1:***") : rest.slice(at);
  return `${scheme}${login}${place}`.replace(/([?&](?:ssl)?password=)[^&#]*/gi, "$1***");
}
