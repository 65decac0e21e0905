import type { DockerApiError } from "./docker-api.ts";

/** The five ways in which Docker can be absent or broken. */
export type DockerProblemKind = "not-installed" | "not-running" | "no-permission" | "no-answer" | "no-image";

/** What is wrong, as one clause, and the one step to try. */
export interface DockerProblem<Kind extends DockerProblemKind = DockerProblemKind> {
  readonly kind: Kind;
  readonly why: string;
  readonly next: string;
}

/** No engine can be used, whatever the image. */
export type NoEngine = DockerProblem<Exclude<DockerProblemKind, "no-image">>;

export function notInstalled(platform: NodeJS.Platform): NoEngine {
  const guide = platform === "linux" ? "https://docs.docker.com/engine/install/" : "https://docs.docker.com/desktop/";
  return {
    kind: "not-installed",
    why: "Docker is not installed (no docker program on the PATH and no Docker socket)",
    next: `Install it: ${guide}`,
  };
}

/** The program is there, but none of its usual sockets. */
export function neverStarted(platform: NodeJS.Platform): NoEngine {
  return {
    kind: "not-running",
    why: "Docker is installed but not running (there is no Docker socket)",
    next: `Start it: ${startCommand(platform, "")}`,
  };
}

/** What a failed request to one of the usual sockets means. */
export function usualProblem(error: DockerApiError, uri: string, platform: NodeJS.Platform): NoEngine {
  const kind = kindOf(error.code);
  switch (kind) {
    case "not-running":
      return {
        kind,
        why: `Docker is installed but not running (nothing listens at ${uri})`,
        next: `Start it: ${startCommand(platform, uri)}`,
      };
    case "no-permission":
      return {
        kind,
        why: `Docker runs, but this user may not use it (no access to ${uri})`,
        next: `Join its group, then log out and in again: ${joinCommand(platform)}`,
      };
    case "no-answer":
      return {
        kind,
        why: `Docker does not work at ${uri} (${error.message})`,
        next: `Restart it: ${restartCommand(platform, uri)}`,
      };
    default:
      return kind satisfies never;
  }
}

/** The same for an address that somebody chose: `by` names the choice and the address, `undo` takes it back. */
export function chosenProblem(error: DockerApiError, choice: { by: string; undo: string }): NoEngine {
  const kind = kindOf(error.code);
  const what = {
    "not-running": `where nothing listens (${error.code})`,
    "no-permission": "which this user may not use",
    "no-answer": `which does not work (${error.message})`,
  };
  return { kind, why: `${choice.by}, ${what[kind]}`, next: `Mend it, or leave it: ${choice.undo}` };
}

export function noImage(image: string): DockerProblem<"no-image"> {
  return {
    kind: "no-image",
    why: `the image ${image} is not on this machine`,
    next: `Fetch it: docker pull ${image}`,
  };
}

function kindOf(code: string): "not-running" | "no-permission" | "no-answer" {
  const absent = ["ENOENT", "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENOTSOCK"];
  if (absent.includes(code)) return "not-running";
  return code === "EACCES" || code === "EPERM" ? "no-permission" : "no-answer";
}

function startCommand(platform: NodeJS.Platform, uri: string): string {
  if (platform === "darwin") return "open -a Docker";
  if (platform === "win32") return "docker desktop start";
  return service("start", uri);
}

function restartCommand(platform: NodeJS.Platform, uri: string): string {
  return platform === "linux" ? service("restart", uri) : "docker desktop restart";
}

function service(verb: string, uri: string): string {
  if (uri.includes("/.docker/desktop/")) return `systemctl --user ${verb} docker-desktop`;
  if (uri.includes("/run/user/")) return `systemctl --user ${verb} docker`; // rootless
  return `sudo systemctl ${verb} docker`;
}

function joinCommand(platform: NodeJS.Platform): string {
  if (platform === "win32") return "net localgroup docker-users %USERNAME% /add";
  return platform === "darwin" ? "sudo dseditgroup -o edit -a $USER -t user docker" : "sudo usermod -aG docker $USER";
}
