import { openDocker } from "./docker-api.ts";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { field, parseJson, textField } from "./json-field.ts";

/** A registry that sends nothing for this long is given up; the pull as a whole may take as long as it likes. */
const usualSilenceMs = 60_000;
const megabyte = 1_000_000;
/** A line of progress for each further so many megabytes; the image has about 110. */
const stepMegabytes = 20;

export interface PullOptions {
  readonly image: string;
  readonly say: (line: string) => void;
  readonly silenceMs?: number;
}

/**
 * Fetches an image with lines of progress. Answers undefined when the image is there, otherwise the engine's own words
 * on why not. Without the user's registry passwords: private images have to be pulled by hand.
 */
export async function pullImage(endpoint: DockerEndpoint, options: PullOptions): Promise<string | undefined> {
  const { image, say, silenceMs = usualSilenceMs } = options;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceMs);
  say(`Fetching the image ${image} ...`);
  try {
    const path = `/images/create?fromImage=${encodeURIComponent(withTag(image))}`;
    const answer = await openDocker(endpoint, { method: "POST", path, signal: silence.signal });
    const progress = createProgress(options);
    // A refusal is a message; a failure on the way is an error in a stream that began with status 200.
    let failure = answer.statusCode === 200 ? undefined : `status ${answer.statusCode}`;
    for await (const report of reports(answer.setEncoding("utf8"), () => timer.refresh())) {
      failure = textField(report, "error") ?? textField(report, "message") ?? failure;
      progress(report);
    }
    return failure;
  } catch (error) {
    return silence.signal.aborted ? `nothing came for ${silenceMs / 1000} s` : (error as Error).message;
  } finally {
    clearTimeout(timer);
  }
}

/** Without a tag the engine would fetch every version there is. */
function withTag(image: string): string {
  return /@|:[^/]*$/.test(image) ? image : `${image}:latest`;
}

/** One JSON value a line. Not node:readline, which never ends when its input breaks off. */
async function* reports(chunks: AsyncIterable<string>, heard: () => void): AsyncGenerator<unknown> {
  let rest = "";
  for await (const chunk of chunks) {
    heard();
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield parseJson(line);
  }
  yield parseJson(rest);
}

function createProgress({ image, say }: PullOptions): (report: unknown) => void {
  const layers = new Map<string, number>();
  let said = 0;
  return (report) => {
    const layer = textField(report, "id");
    const bytes = field(report, "progressDetail", "current");
    if (layer === undefined || typeof bytes !== "number" || textField(report, "status") !== "Downloading") return;
    layers.set(layer, bytes);
    const megabytes = Math.floor([...layers.values()].reduce((sum, size) => sum + size, 0) / megabyte);
    if (megabytes < said + stepMegabytes) return;
    said = megabytes;
    say(`Fetching the image ${image}: ${megabytes} MB`);
  };
}
