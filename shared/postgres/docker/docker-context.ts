import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson, textField } from "./json-field.ts";

/** The context that the docker command line would use, when it is another than the built-in "default". */
export interface DockerContext {
  readonly name: string;
  /** The engine's address in DOCKER_HOST's notation; undefined when nothing is stored under that name. */
  readonly host: string | undefined;
  /** The folder with ca.pem, cert.pem and key.pem, when the engine wants TLS. */
  readonly tls: string | undefined;
  /** The command that goes back to the default context. */
  readonly undo: string;
}

/**
 * Reads DOCKER_CONTEXT or the current context from the docker command line's own files (stores are named after the
 * SHA-256 of the context's name). Files that cannot be read count as absent, as they do for that program.
 */
export function findContext(
  env: NodeJS.ProcessEnv,
  home: string,
  platform: NodeJS.Platform,
): DockerContext | undefined {
  const folder = env.DOCKER_CONFIG || join(home, ".docker");
  const name = env.DOCKER_CONTEXT || textField(readJson(join(folder, "config.json")), "currentContext");
  if (!name || name === "default") return undefined;
  const store = createHash("sha256").update(name).digest("hex");
  const meta = readJson(join(folder, "contexts", "meta", store, "meta.json"));
  const tls = join(folder, "contexts", "tls", store, "docker");
  const leaveVariable = platform === "win32" ? "Remove-Item Env:DOCKER_CONTEXT" : "unset DOCKER_CONTEXT";
  return {
    name,
    host: textField(meta, "Endpoints", "docker", "Host"),
    tls: existsSync(tls) ? tls : undefined,
    undo: env.DOCKER_CONTEXT ? leaveVariable : "docker context use default",
  };
}

function readJson(path: string): unknown {
  try {
    return parseJson(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
