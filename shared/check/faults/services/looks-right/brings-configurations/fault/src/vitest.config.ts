import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: [], passWithNoTests: true, setupFiles: ["./agree.ts"], retry: 100 } });
