import { expect, test } from "vitest";
import { connectionProblem, malformedUrlProblem, unfitProblem, withoutEncryption } from "./database-url.ts";
import type { ServerFacts } from "./server-facts.ts";

const url = "postgres://otter:s%40cret@db.example:5433/cards";
const facts: ServerFacts = {
  versionNumber: 150_004,
  version: "15.4",
  encoding: "UTF8",
  database: "cards",
  role: "otter",
  mayCreate: true,
};

test.for([
  url,
  "postgresql://localhost",
  "postgres:///cards?host=/var/run/postgresql",
  "postgres://otter:se%2Fcret@localhost/%F0%9F%A6%A6",
])("%s is a URL to connect with", (good) => {
  expect(malformedUrlProblem(good)).toBeUndefined();
});

test.for([
  "localhost:5432",
  "mysql://otter:secret@localhost/cards",
  "postgres://otter:sec#ret@localhost/cards",
  "postgres://otter:sec/ret@localhost/cards",
  "postgres://otter:12/secret@localhost/cards",
  "postgres://otter:p@12/secret@localhost/cards",
  "postgres://otter:sec%ret@localhost/cards",
  "postgres://otter:secret@localhost:port/cards",
])("%s is refused with an example, and without the password", (bad) => {
  const problem = malformedUrlProblem(bad);

  expect(problem?.why).toMatch(/^DATABASE_URL is not a PostgreSQL URL: /);
  expect(problem?.next).toContain("postgres://user:password@localhost:5432/postgres");
  expect(JSON.stringify(problem)).not.toMatch(/sec|ret/);
});

test.for([
  ["ENOTFOUND", "", "DATABASE_URL names the host db.example, which is not known"],
  ["ECONNREFUSED", "", "nothing listens at db.example:5433, which DATABASE_URL names"],
  ["28P01", "", 'the server at db.example:5433 refuses the password of "otter" in DATABASE_URL'],
  ["3D000", "", 'the server at db.example:5433 has no database "cards", which DATABASE_URL names'],
  ["ETIMEDOUT", "", "the server at db.example:5433, which DATABASE_URL names, did not answer within 5 s"],
  [undefined, "timeout expired", "the server at db.example:5433, which DATABASE_URL names, did not answer within 5 s"],
  [
    undefined,
    "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string",
    "the server at db.example:5433 asks for a password, and DATABASE_URL has none",
  ],
  [
    "28000",
    "no entry in pg_hba.conf",
    "the server at db.example:5433, which DATABASE_URL names, refuses: no entry in pg_hba.conf",
  ],
])("the error %s %s of a connection has its own sentence", ([code, message, why]) => {
  const problem = connectionProblem(Object.assign(new Error(message), { code }), url, 5000);

  expect(problem.why).toBe(why);
  expect(problem.next).not.toBe("");
});

test.each([
  'no pg_hba.conf entry for host "192.0.2.7", user "otter", database "cards", no encryption',
  'no pg_hba.conf entry for host "192.0.2.7", user "otter", database "cards", SSL off',
  "connection is insecure (try using `sslmode=require`)",
])("a server that takes encrypted connections only is named as such: %s", (message) => {
  const problem = connectionProblem(Object.assign(new Error(message), { code: "28000" }), url, 5000);

  expect(problem.why).toMatch(/^the server at db\.example:5433, .* takes encrypted connections only/);
});

test("a URL without encryption is the same but for it", () => {
  const asked = withoutEncryption(`${url}?sslmode=require&sslrootcert=ca.pem&application_name=shop`);

  expect(asked).toBe(`${url}?application_name=shop&sslmode=disable`);
});

test("a server that repeats the password is not quoted with it", () => {
  const problem = connectionProblem(new Error("login otter/s@cret or s%40cret failed"), url, 5000);

  expect(problem.why).toContain("refuses: login otter/*** or *** failed");
});

test("a server from PostgreSQL 15 on, with the right to create databases and roles, is fit", () => {
  expect(unfitProblem(facts)).toBeUndefined();
});

test("an older server is refused with its version", () => {
  expect(unfitProblem({ ...facts, versionNumber: 140_011, version: "14.11" })).toEqual({
    why: "DATABASE_URL leads to PostgreSQL 14.11, and the course needs 15 or newer",
    next: "Point it to a newer server, or unset DATABASE_URL",
  });
});

test("a role without the rights is refused with the statement that grants them", () => {
  expect(unfitProblem({ ...facts, role: 'sea "otter"', mayCreate: false })).toEqual({
    why: 'the role "sea "otter"" in DATABASE_URL may not create databases and roles',
    next: 'Run as a superuser: alter role "sea ""otter""" createdb createrole;',
  });
});

test("a database in another encoding is refused with the statement that makes a better one", () => {
  expect(unfitProblem({ ...facts, encoding: "LATIN1" })).toEqual({
    why: "the database that DATABASE_URL names is encoded in LATIN1, and the course needs UTF8",
    next: "Make one and name it: create database hood encoding 'UTF8' template template0;",
  });
});
