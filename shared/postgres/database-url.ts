import { maskUrl } from "./mask-url.ts";
import type { ServerFacts } from "./server-facts.ts";

/** Why DATABASE_URL cannot be used, and what to do; never with the password. */
export interface UrlProblem {
  readonly why: string;
  readonly next: string;
}

/** PostgreSQL 15 is the oldest that the course's SQL runs on. */
const oldestVersion = 15;

/** What is wrong with the text of the URL, before anybody connects. */
export function malformedUrlProblem(url: string): UrlProblem | undefined {
  if (isUsableUrl(url)) return undefined;
  return {
    why: `DATABASE_URL is not a PostgreSQL URL: ${maskUrl(url)}`,
    next: "Write it as postgres://user:password@localhost:5432/postgres, with % codes for special characters of the password (%40 for @, %23 for #, %2F for /)",
  };
}

function isUsableUrl(url: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) return false;
  const { username, password, pathname, search, hash } = new URL(url);
  // An @ after the host means that the password ended the host's part too early.
  if (hash !== "" || `${pathname}${search}`.includes("@")) return false;
  try {
    decodeURIComponent(`${username}:${password}${pathname}`);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL itself (pg_hba.conf), and what hosters say instead. */
const demandsEncryption = /no encryption|SSL off|insecure|SSL (is )?required|requires? (SSL|TLS)/i;

/** The same URL for a connection without encryption, whatever it and the environment say. */
export function withoutEncryption(url: string): string {
  const plain = new URL(url);
  for (const name of [...plain.searchParams.keys()]) if (name.startsWith("ssl")) plain.searchParams.delete(name);
  plain.searchParams.set("sslmode", "disable");
  return plain.href;
}

/** What an error of the connection means. */
export function connectionProblem(error: unknown, url: string, deadlineMs: number): UrlProblem {
  const { code, message = "" } = error as { code?: string; message?: string };
  const { hostname, port, username, pathname } = new URL(url);
  const place = `${hostname || "localhost"}:${port || 5432}`;
  const role = decodeURIComponent(username);
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return {
        why: `DATABASE_URL names the host ${hostname}, which is not known`,
        next: "Correct the host's name in DATABASE_URL",
      };
    case "ECONNREFUSED":
      return {
        why: `nothing listens at ${place}, which DATABASE_URL names`,
        next: "Start that server, or unset DATABASE_URL",
      };
    case "28P01":
      return {
        why: `the server at ${place} refuses the password of "${role}" in DATABASE_URL`,
        next: `Correct the password in DATABASE_URL (${maskUrl(url)})`,
      };
    case "3D000":
      return {
        why: `the server at ${place} has no database "${decodeURIComponent(pathname.slice(1))}", which DATABASE_URL names`,
        next: 'Name one that exists in DATABASE_URL; most servers have "postgres"',
      };
    default:
  }
  if (demandsEncryption.test(message)) {
    return {
      why: `the server at ${place}, which DATABASE_URL names, takes encrypted connections only, and the tests read a service's SQL on an unencrypted one`,
      next: "Name a PostgreSQL on this machine in DATABASE_URL, or unset it",
    };
  }
  if (code === "ETIMEDOUT" || /timeout/i.test(message)) {
    return {
      why: `the server at ${place}, which DATABASE_URL names, did not answer within ${deadlineMs / 1000} s`,
      next: "Check its address and the firewall, or unset DATABASE_URL",
    };
  }
  if (/password must be a string/.test(message)) {
    return {
      why: `the server at ${place} asks for a password, and DATABASE_URL has none`,
      next: "Write it as postgres://user:password@host:5432/database",
    };
  }
  return {
    why: `the server at ${place}, which DATABASE_URL names, refuses: ${withoutPassword(message || String(code), url)}`,
    next: `Check DATABASE_URL (${maskUrl(url)})`,
  };
}

/** Why a server that answers is still not fit for the course. */
export function unfitProblem(facts: ServerFacts): UrlProblem | undefined {
  const { versionNumber, version, encoding, role, mayCreate } = facts;
  if (versionNumber < oldestVersion * 10_000) {
    return {
      why: `DATABASE_URL leads to PostgreSQL ${version}, and the course needs ${oldestVersion} or newer`,
      next: "Point it to a newer server, or unset DATABASE_URL",
    };
  }
  if (!mayCreate) {
    return {
      why: `the role "${role}" in DATABASE_URL may not create databases and roles`,
      next: `Run as a superuser: alter role "${role.replaceAll('"', '""')}" createdb createrole;`,
    };
  }
  if (encoding !== "UTF8") {
    return {
      why: `the database that DATABASE_URL names is encoded in ${encoding}, and the course needs UTF8`,
      next: "Make one and name it: create database hood encoding 'UTF8' template template0;",
    };
  }
  return undefined;
}

function withoutPassword(text: string, url: string): string {
  const { password } = new URL(url);
  if (password === "") return text;
  return text.replaceAll(decodeURIComponent(password), "***").replaceAll(password, "***");
}
