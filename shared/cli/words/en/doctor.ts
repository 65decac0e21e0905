const help = `Looks at this machine and says whether the course can run on it, and what to do where it cannot.

  npm run doctor
  npm run doctor -- --json          for machines, and for a question to somebody who helps you

Every PostgreSQL that the course could use is really started and asked; nothing of it stays.

Exit code: 0 the course can run (notes do not count), 2 something needs mending.`;

const megabytes = (count: number) => (count < 10_240 ? `${count} MB` : `${Math.floor(count / 1024)} GB`);

export const doctor = {
  help,
  takesNothing: `It looks at the whole machine; no lesson is needed.\n\n${help}`,
  looking: "Looking at this machine ...",
  verdict: (problems: number) => {
    if (problems === 0) return "The course can run.";
    return problems === 1 ? "1 thing needs mending." : `${problems} things need mending.`;
  },
  cannotGoOn: "This command could not do its work, because something is wrong with the machine. More: npm run doctor",
  names: {
    node: "Node",
    install: "Packages",
    write: "Write access",
    disk: "Disk space",
    memory: "Memory",
    ports: "Ports",
    postgres: "PostgreSQL",
    docker: "Docker",
    guards: "Guards",
    watching: "File watching",
    drive: "Drive",
    locale: "Letters",
    clock: "Clock",
    system: "System",
  },
  noEnd: (deadlineMs: number) => `this look did not come to an end within ${deadlineMs / 1000} s.`,
  again: (name: string) => `Start this machine anew, and see what then becomes of ${name}: npm run doctor`,

  node: {
    own: (version: string) => `${version}, the course's own`,
    other: (version: string, path: string) => `${version} of your machine (${path}); it can run the course.`,
    useNpm: "Begin with npm, which finds the course's own: npm run doctor",
  },
  install: {
    complete: (count: number) => `all ${count} are installed`,
    differs: (count: number, some: readonly string[]) =>
      `${count} ${count === 1 ? "is" : "are"} not as this version of the course needs ${count === 1 ? "it" : "them"} (${some.join(", ")}${count > some.length ? ", ..." : ""}).`,
    run: (command: string) => `Run this: ${command}`,
  },
  write: {
    allowed: ".hood and the lessons can be written",
    lookAt: (root: string) => `Look who may write in ${root}`,
  },
  disk: {
    free: (free: number) => `${megabytes(free)} free`,
    full: (free: number, folder: string, need: number) =>
      `only ${megabytes(free)} are free on the drive of ${folder}; the course needs ${megabytes(need)}.`,
    tight: (free: number, folder: string) => `${megabytes(free)} are free on the drive of ${folder}; that is little.`,
    noFiles: (folder: string) => `the drive of ${folder} has room for hardly any more files, however small.`,
  },
  memory: {
    free: (free: number) => `${megabytes(free)} free`,
    full: (free: number, need: number) => `only ${megabytes(free)} are free; the course needs ${megabytes(need)}.`,
    tight: (free: number) => `${megabytes(free)} are free; that is little.`,
    closePrograms: "Close programs that you do not need.",
  },
  ports: {
    usable: "programs can talk to each other on 127.0.0.1",
    unusable: (code: string) => `programs cannot talk to each other on 127.0.0.1 (${code}).`,
    bringUp: (platform: NodeJS.Platform) =>
      platform === "linux"
        ? "Switch the machine's own address on: sudo ip link set lo up"
        : "Switch the machine's own address on: sudo ifconfig lo0 up",
    allow: "Allow Node in your firewall or security program; connections to 127.0.0.1 are enough.",
  },
  docker: {
    composeName: "Docker Compose",
    ready: (version: string) => `engine ${version} answers and has the image`,
    notUsed: (why: string) => `${why}. The course does not need it.`,
    compose: "is there",
    noCompose: "this Docker has no Compose, which docker-compose.yml takes. The course does not need it.",
    getCompose: "Get it: https://docs.docker.com/compose/install/",
  },
  postgres: {
    rungName: (name: string) => `PostgreSQL (${name})`,
    answers: (version: string, description: string) => `${version} answers: ${description}`,
    unlimited: (answers: string, open: readonly string[]) => `${answers}; but it lets ${open.join(", and ")}.`,
    noConnectionLimit: (count: number) => `a service take more than ${count} connections`,
    noStatementLimit: (seconds: number) => `a statement run for more than ${seconds} s`,
    askedFor: (variable: string, why: string) => `${variable} asks for this one, but ${why}.`,
    notUsed: (why: string) => `${why}. The course does not need it.`,
    lastHope: (why: string) => `${why}. And there is no other PostgreSQL.`,
    unknown: (variable: string, names: readonly string[]) => `${variable} is none of ${names.join(", ")}.`,
    unset: (platform: NodeJS.Platform) =>
      `Take it back: ${platform === "win32" ? "Remove-Item Env:HOOD_POSTGRES" : "unset HOOD_POSTGRES"}`,
    lookAgain: "Look again: npm run doctor",
    notTried: "not tried, because nothing can be written in .hood.",
  },
  guards: {
    allHold: "a service that goes wrong is kept to its own files, memory, processes and time (tried)",
    missing: (open: readonly string[]) =>
      `the course can run, with less between a service that goes wrong and this machine: ${open.join("; ")}.`,
    noWall: "a service can read and write all your files, so it could damage other lessons by accident",
    noLimits:
      "the system set no limits, so a service could fill the drive or be busy for ever once the course is killed",
    noLimitsOnWindows:
      "Windows has no limits of this kind, so a service could fill the drive with one file, or open files without end",
    noFileCount: (count: number) => `a service can open more than ${count} files and sockets`,
    noFileSize: (megabytes: number) => `a service can write a file of more than ${megabytes} MB`,
    noCoreLimit: "a crash may leave a core file, as large as the service's memory",
    noCpuLimit: (seconds: number) => `a service can be busy for more than ${seconds} s once the course is killed`,
    noTree: (megabytes: number, processes: number) =>
      `nobody sees when a service takes more than ${megabytes} MB with all it starts, or starts more than ${processes} processes`,
    runsUnguarded:
      "a guarded service does not start here. The course starts services without guards instead: they could read and write all your files.",
    doesNotRun: "not tried, because no service starts here.",
    notTried: "not tried, because nothing can be written in .hood.",
  },
  watching: {
    announced: "the system announces every save",
    polls:
      "no save was announced within 2 s. The course looks at your files by itself instead, so a save is seen a moment later.",
    moreWatchers: (platform: NodeJS.Platform) =>
      platform === "linux"
        ? "Unless this is a drive of a network or of Windows, allow more watchers: sudo sysctl fs.inotify.max_user_watches=524288"
        : undefined,
    notTried: "not tried, because nothing can be written in .hood.",
  },
  drive: {
    windows: (root: string) =>
      `${root} lies on a drive of Windows. Linux reaches it slowly, and saves are not announced.`,
    move: "Copy the course to Linux's own drive, and begin there with npm ci: cp -r . ~/under-the-hood",
  },
  locale: {
    utf8: "UTF-8",
    other: (chosen: string) =>
      `the terminal is set to ${chosen === "" ? "no language" : chosen}, so letters such as é may look wrong.`,
    choose: "Choose UTF-8: export LANG=C.UTF-8",
  },
  clock: {
    right: (now: Date) => now.toLocaleString("sv-SE"),
    past: (year: number) => `it says ${year}, which cannot be. Certificates and dates will be wrong.`,
    future: (name: string) => `${name} was changed in the future, so this clock or the drive's is wrong.`,
    set: (platform: NodeJS.Platform) => {
      if (platform === "win32") return "Set it: w32tm /resync";
      return platform === "darwin" ? "Set it: sudo sntp -sS time.apple.com" : "Set it: sudo timedatectl set-ntp true";
    },
  },
};
