import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { chooseEditor, editorCommand, runEditor } from "./editor.ts";

const file = "/course/lessons/01-a b/src/app.ts";
const choose = (env: NodeJS.ProcessEnv) => chooseEditor({ PATH: "", ...env }, "linux");

test.each([
  ["vim", true, ["vim", "+14", file]],
  ["nano", true, ["nano", "+14", file]],
  ["/usr/local/bin/hx", true, ["/usr/local/bin/hx", `${file}:14`]],
  ["code --wait", false, ["code", "--wait", "-g", `${file}:14`]],
  ["'/opt/My Editors/subl' -n", false, ["/opt/My Editors/subl", "-n", `${file}:14`]],
  ['"C:\\Tools\\notepad.exe"', false, ["C:\\Tools\\notepad.exe", file]],
  ["something-new", true, ["something-new", file]],
])("EDITOR=%s is started in its own way", (named, takesTerminal, command) => {
  const editor = choose({ EDITOR: named });

  expect(editor?.takesTerminal).toBe(takesTerminal);
  expect(editor && editorCommand(editor, file, 14)).toEqual(command);
});

test("VISUAL comes before EDITOR, and both before VS Code; without any of them there is none", () => {
  expect(choose({ VISUAL: "hx", EDITOR: "vim", TERM_PROGRAM: "vscode" })?.program).toBe("hx");
  expect(choose({ EDITOR: "vim", TERM_PROGRAM: "vscode" })?.program).toBe("vim");
  expect(choose({ TERM_PROGRAM: "vscode" })?.program).toBe("code");
  expect(choose({})).toBeUndefined();
});

test("VS Code is found on the PATH", () => {
  const folder = mkdtempSync(join(tmpdir(), "editor-"));
  writeFileSync(join(folder, "code"), "");
  chmodSync(join(folder, "code"), 0o755);

  const editor = choose({ PATH: ["/nowhere", folder].join(delimiter) });
  rmSync(folder, { recursive: true });

  expect(editor && editorCommand(editor, file, undefined)).toEqual(["code", file]);
});

test("a program that is not there, or that fails, says why", async () => {
  expect(await runEditor(["no-such-editor", file], false)).toContain("ENOENT");
  expect(await runEditor([process.execPath, "--eval", "process.exit(3)"], false)).toBe("exit code 3");
  expect(await runEditor([process.execPath, "--eval", ""], false)).toBeUndefined();
});
