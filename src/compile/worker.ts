import { serveFrames } from "../processes/serve-frames.ts";
import { readRequest } from "./compile-request.ts";
import { createInProcessCompiler } from "./compile-source.ts";

/** The compile worker: one warm project, one source at a time. */

const RESIDENT_LIMIT_MIB = 768;

const compiler = createInProcessCompiler();

// The toolkit goes over once, at the start, and not with each report.
serveFrames({
  residentLimitMiB: RESIDENT_LIMIT_MIB,
  ready: JSON.stringify(compiler.prepared),
  answer: (request, meter) => {
    const { source, kind, cpuMs } = readRequest(request);
    meter.start(cpuMs);
    if (kind === "study") return JSON.stringify(compiler.study(source));
    const report = compiler.compile(source, kind);
    return JSON.stringify(
      report.status === "compiled"
        ? { ...report, program: { toolkit: "", code: report.program.code } }
        : report,
    );
  },
});
