import { join } from "node:path";
import { pathToFileURL } from "node:url";

const course = process.env.COURSE_FOLDER ?? "no course was named";
await import(pathToFileURL(join(course, "solutions/01-greeting/src/server.ts")).href);
