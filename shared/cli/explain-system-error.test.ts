import { expect, test } from "vitest";
import { explainSystemError } from "./explain-system-error.ts";

const error = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: trouble`), { code, ...(path && { path }) });

test.each([
  ["ENOSPC", undefined, /^There is no space left on the drive of .*\.hood\.$/, /npm cache clean --force$/],
  [
    "EDQUOT",
    "/home/otter/x",
    /^There is no space left on the drive of \/home\/otter\/x\.$/,
    /npm cache clean --force$/,
  ],
  ["EROFS", "/cd/x", /^\/cd\/x cannot be written: its drive is read-only\.$/, /npm ci$/],
  ["EACCES", "/home/ada/x", /^\/home\/ada\/x cannot be used/, /sudo chown -R "\$\(id -u\)" \.$/],
  ["EPERM", "/home/ada/x", /^\/home\/ada\/x cannot be used/, /sudo chown -R "\$\(id -u\)" \.$/],
  ["EMFILE", "/x", /^The system lets this program open no more files\.$/, /ulimit -n 4096$/],
])("%s", (code, path, found, mend) => {
  const told = explainSystemError(error(code, path), "/course", "linux");

  expect(told?.found).toMatch(found);
  expect(told?.mend).toMatch(mend);
});

test("a cause is looked through, and a defect is none of the system's", () => {
  const wrapped = new Error("progress could not be written", { cause: error("ENOSPC") });

  expect(explainSystemError(wrapped, "/course")?.found).toMatch(/no space left/);
  expect(explainSystemError(new TypeError("undefined is not a function"), "/course")).toBeUndefined();
  // A port below 1024, say: no file is meant.
  expect(explainSystemError(error("EACCES"), "/course")).toBeUndefined();
  expect(explainSystemError("thrown", "/course")).toBeUndefined();
});

test("a run's address that cannot be made is the folder's for temporary files", () => {
  const listen = Object.assign(new Error("listen EINVAL"), {
    code: "EINVAL",
    syscall: "listen",
    address: "/deep/below/hood-0123456789ab.sock",
  });

  expect(explainSystemError(listen, "/course")?.found).toContain("temporary files, /deep/below, cannot be used");
  expect(explainSystemError(Object.assign(listen, { address: "127.0.0.1" }), "/course")).toBeUndefined();
});

test("Windows has its own way to take a folder over", () => {
  expect(explainSystemError(error("EACCES", "C:\\course"), "C:\\course", "win32")?.mend).toMatch(/icacls \. \/grant/);
});
