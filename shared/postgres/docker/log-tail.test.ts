import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createLogTail } from "./log-tail.ts";

test("the last words are the last three lines, without colours and empty lines", async () => {
  const tail = createLogTail();
  tail.follow(Readable.from(["one\ntwo\nth", "ree\n\n\u001b[31mfour\u001b[0m\r\n"]));

  expect(await tail.lastWords()).toBe("two / three / four");
});

test("a log that never ends is not waited for", async () => {
  const tail = createLogTail();
  const log = new Readable({ read: () => undefined });
  tail.follow(log);
  log.push("FATAL: out of cards\n");

  expect(await tail.lastWords()).toBe("FATAL: out of cards");
});

test("the end of a log is told, our own leaving is not", async () => {
  const ended: string[] = [];
  const over = createLogTail();
  over.follow(Readable.from(["bye\n"]), () => ended.push("over"));
  const left = createLogTail();
  left.follow(new Readable({ read: () => undefined }), () => ended.push("left"));

  left.close();
  await over.lastWords();

  expect(ended).toEqual(["over"]);
});
