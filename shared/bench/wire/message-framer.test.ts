import { serialize } from "pg-protocol";
import { describe, expect, test } from "vitest";
import { MessageFramer, type Piece } from "./message-framer.ts";

const talk = Buffer.concat([
  serialize.query("select 'Happy birthday, Otter!'"),
  serialize.copyData(Buffer.from("1\tOTTER\n")),
  serialize.copyData(Buffer.from("2\tHARE\n")),
  serialize.sync(),
]);

/** Pieces with neighbouring unread ones joined: how those are divided is of no meaning. */
function joined(pieces: readonly Piece[]): string[] {
  const joined: string[] = [];
  let wasUnread = false;
  for (const { type, bytes } of pieces) {
    const text = bytes.toString("latin1");
    if (type === "" && wasUnread) joined.push(`${joined.pop() ?? ""}${text}`);
    else joined.push(`${type}:${text}`);
    wasUnread = type === "";
  }
  return joined;
}

describe("MessageFramer", () => {
  const whole = joined(new MessageFramer("d").push(talk));

  test("gives whole messages with their letter and streamed ones as one run of bytes", () => {
    const pieces = new MessageFramer("d").push(talk);

    expect(pieces.map(({ type }) => type)).toEqual(["Q", "", "S"]);
    expect(Buffer.concat(pieces.map(({ bytes }) => bytes))).toEqual(talk);
  });

  test("gives the same wherever the bytes are split in two", () => {
    for (let split = 1; split < talk.length; split += 1) {
      const framer = new MessageFramer("d");
      const pieces = [...framer.push(talk.subarray(0, split)), ...framer.push(talk.subarray(split))];

      expect(joined(pieces), `split at ${split}`).toEqual(whole);
    }
  });

  test("gives the same when the bytes come one by one", () => {
    const framer = new MessageFramer("d");
    const pieces = [...talk].flatMap((byte) => framer.push(Buffer.from([byte])));

    expect(joined(pieces)).toEqual(whole);
  });

  test("joins a message of 20 MB that comes in 20,000 chunks without copying it 20,000 times", () => {
    const framer = new MessageFramer("");
    const message = serialize.copyData(Buffer.alloc(20_000_000));

    const pieces: Piece[] = [];
    for (let at = 0; at < message.length; at += 1_000) pieces.push(...framer.push(message.subarray(at, at + 1_000)));

    expect(pieces.map(({ bytes }) => bytes.length)).toEqual([message.length]);
  });

  test("gives the start of a streamed message before its end has come", () => {
    const framer = new MessageFramer("d");
    const message = serialize.copyData(Buffer.alloc(1_000_000));

    expect(framer.push(message.subarray(0, 500))).toEqual([{ type: "", bytes: message.subarray(0, 500) }]);
  });

  test("points out the first whole rows of a run, and none that is cut or long", () => {
    const row = (text: string) =>
      Buffer.concat([Buffer.from("D\0\0\0"), Buffer.from([4 + text.length]), Buffer.from(text)]);
    const framer = new MessageFramer("dD");
    const long = Buffer.concat([Buffer.from("D\0\0\x20\0"), Buffer.alloc(0x1ffc)]);
    const [whole, begun] = [["a", "b", "c", "d"].map(row), row("e").subarray(0, 5)];

    const [first] = framer.push(Buffer.concat([...whole, begun]));
    const [second] = framer.push(Buffer.concat([Buffer.from("e"), long, row("f")]));

    expect(first?.rows).toEqual(whole.slice(0, 3));
    expect(second?.rows).toEqual([row("f")]);
  });

  test("lets everything pass unread after a length that no message can have", () => {
    const framer = new MessageFramer("d");
    const tooShort = Buffer.from("Q\0\0\0\x03");

    const pieces = [serialize.sync(), tooShort, serialize.sync()].flatMap((bytes) => framer.push(bytes));

    expect(pieces.map(({ type }) => type)).toEqual(["S", "", ""]);
  });
});
