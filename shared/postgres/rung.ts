/** A rung of the ladder: one way to get a PostgreSQL server. */

export const rungNames = ["url", "compose", "container", "embedded"] as const;
export type RungName = (typeof rungNames)[number];

/** A server that answers. `adminUrl` names a role that may create databases and roles, and a database to connect to. */
export interface OpenRung {
  readonly kind: "open";
  readonly adminUrl: string;
  /** One clause for the line that says which PostgreSQL is used, such as `a container of postgres:18-alpine`. */
  readonly description: string;
  /** True when the server was there before this run, or stays after it: what the run created is then dropped. */
  readonly outlivesRun: boolean;
  /** Stops what this rung started; resolves at once when it started nothing. */
  stop(): Promise<void>;
}

/** This rung is not to be had here: why, as one clause, and the one command or step to try. */
export interface AbsentRung {
  readonly kind: "absent";
  readonly why: string;
  readonly next: string;
}

export interface RungOptions {
  /** The repository's folder. */
  readonly root: string;
  /** 12 hexadecimal digits; marks everything that this run creates. */
  readonly runId: string;
  /** The run's own folder, removed with it. */
  readonly runFolder: string;
  /** True when the user asked for this rung by name: then it may take its time (pull an image). */
  readonly forced: boolean;
  /** Called with a line of progress when something takes long. */
  readonly say: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

export interface Rung {
  readonly name: RungName;
  /** Never throws for a reason that lies with the machine: then it answers `absent`. */
  open(options: RungOptions): Promise<OpenRung | AbsentRung>;
}
