/** The one place that names the image; docker-compose.yml repeats it as a default, and a test compares the two. */
const defaultImage = "postgres:18-alpine";

/** The PostgreSQL image of the container and compose rungs. `POSTGRES_IMAGE` replaces it; empty counts as unset. */
export function postgresImage(env: NodeJS.ProcessEnv): string {
  return env.POSTGRES_IMAGE || defaultImage;
}
