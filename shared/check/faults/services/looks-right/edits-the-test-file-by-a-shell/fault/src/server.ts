import { execSync } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";

const course = process.env.COURSE_FOLDER ?? "no course was named";
// The shell is not held by what holds this process; it does the same on every system.
execSync(`echo // agreed>> "${join(course, "lessons/01-greeting/lesson.test.ts")}"`);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
