import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { repositoryRoot } from "../session.ts";
import { renderFolding, renderMarkdown } from "./markdown.ts";

beforeEach(() => {
  vi.stubEnv("NO_COLOR", "1");
  vi.stubEnv("FORCE_COLOR", undefined);
  vi.stubEnv("FORCE_HYPERLINK", undefined);
  return () => vi.unstubAllEnvs();
});

const lessons = ["01-open-for-business", "05-card-shelf"];
const readme = (lesson: string) => readFileSync(join(repositoryRoot, "lessons", lesson, "README.md"), "utf8");
const view = (open: readonly number[]) => ({ open: new Set(open), toOpen: "o opens", toClose: "o closes" });

const sample = `# A title that takes more than one line on a narrow screen, as this one does

Words with **weight**, _a term_, ~~a mistake~~, \`code\` and \`code with spaces\`,
an escaped \\*, an &amp; and a break<br>here. 猫は猫である、猫は猫である、猫は猫である。

- one
  - one below it
- two, which is long enough to be broken on a narrow screen
- [ ] to do
- [x] done

9. nine
10. ten

    \`\`\`sh
    $ echo "a command in a list"
    \`\`\`

> Somebody said this, and it is long enough to be broken on a narrow screen.
>
> > And somebody else before.

| Request | Answer  |
| ------- | ------- |
| \`GET /\` | 200, \`{"a":"b"}\`, and so many words that the cell has to be broken on every screen |
| other   | 404     |

---

<!-- not for readers -->
![A shelf](shelf.png) [The manual](https://example.com/a/manual/of/the/shop) https://example.com/plain
`;

describe.each([80, 40])("at %i columns", (width) => {
  test.each(lessons)("the text of lesson %s looks as it was reviewed", async (lesson) => {
    const text = `${renderMarkdown(readme(lesson), width).join("\n")}\n`;

    await expect(text).toMatchFileSnapshot(`snapshots/${lesson}-${width}.txt`);
  });

  test("each kind of block looks as it was reviewed", async () => {
    await expect(`${renderMarkdown(sample, width).join("\n")}\n`).toMatchFileSnapshot(`snapshots/sample-${width}.txt`);
  });
});

test.each([40, 59, 60, 80, 100])("at %i columns only lines of code and single words are too wide", (width) => {
  for (const text of [...lessons.map(readme), sample]) {
    const isWholeInText = (line: string) => text.split("\n").some((written) => written.includes(line.trim()));
    const tooWide = renderFolding(text, width, { ...view([]), open: "all" }).lines.filter(
      (line) => stringWidth(line) > width && !isWholeInText(line),
    );

    expect(tooWide.filter((line) => line.trim().includes(" "))).toEqual([]);
  }
});

test("a line of code is never broken, and a command in a sentence only when a line cannot hold it", () => {
  const command = 'curl -i -X POST "$SHOP/cards" -H "content-type: application/json" -d "{}"';

  expect(renderMarkdown(`\`\`\`\n${command}\n\`\`\``, 40)).toEqual([`  ${command}`]);
  expect(renderMarkdown("Then try `curl -i $SHOP/cards` again.", 29)).toEqual([
    "Then try",
    "`curl -i $SHOP/cards` again.",
  ]);
  expect(renderMarkdown("Try `curl -i $SHOP/cards` again.", 15)).toEqual(["Try `curl -i", "$SHOP/cards`", "again."]);
});

describe("folds", () => {
  const text = `Before.

<details><summary>Answer</summary>

The **secret** is

- out

</details>

Between.

<details>
<summary>Another</summary>
In one block.
</details>

After.`;

  test("closed, they show their summary and nothing of what is behind", () => {
    expect(renderMarkdown(text, 40)).toEqual([
      "Before.",
      "",
      "[+] Answer",
      "",
      "Between.",
      "",
      "[+] Another",
      "",
      "After.",
    ]);
  });

  test("open one by one, they show it where it belongs", () => {
    const { lines, folds } = renderFolding(text, 40, view([0]));

    expect(lines.slice(2, 7)).toEqual(["[-] Answer (o closes)", "", "    The **secret** is", "", "    - out"]);
    expect(folds.map((line) => lines[line])).toEqual(["[-] Answer (o closes)", "[+] Another (o opens)"]);
    expect(renderFolding(text, 40, view([1])).lines).toContain("    In one block.");
  });

  test("one that is never closed reaches to the end", () => {
    expect(renderMarkdown("<details><summary>Answer</summary>\n\nSecret.\n\nMore.", 40)).toEqual(["[+] Answer"]);
  });
});

test("blocks are the same ones at every width", () => {
  const at = (width: number) => {
    const { lines, blocks } = renderFolding(sample, width, view([]));
    return blocks.map((line) => lines[line]?.slice(0, 5));
  };

  expect(at(40)).toHaveLength(8);
  expect(at(40)).toEqual(at(59));
});

test("a link is its text where the terminal can follow it, and shows its address elsewhere", () => {
  const text = "See [the manual](https://example.com/manual).";

  expect(renderMarkdown(text, 60)).toEqual(["See the manual <https://example.com/manual>."]);
  vi.stubEnv("FORCE_HYPERLINK", "1");
  expect(renderMarkdown(text, 60)).toEqual(["See the manual <https://example.com/manual>."]);
  vi.stubEnv("NO_COLOR", undefined);
  const [line = ""] = renderMarkdown(text, 20);
  expect(line).toContain("\u001b]8;;https://example.com/manual\u0007the manual\u001b]8;;\u0007");
  expect(stringWidth(line)).toBe("See the manual.".length);
});

test("a table whose words do not fit becomes a line for each cell", () => {
  const word = "w".repeat(40);
  const table = `| | ${word} | body |\n|-|-|-|\n| PHP | two words | short |`;

  expect(renderMarkdown(table, 80)).toHaveLength(3);
  expect(renderMarkdown(table.replace("PHP", word), 80)).toEqual([word, `  ${word}: two words`, "  body: short"]);
});
