/**
 * Where the reward server listens unless it is told otherwise, and under which paths it answers: what data sets,
 * clients and the server itself agree on (docs/training.md).
 */
export const REWARD_SERVER = {
  host: "127.0.0.1",
  port: 8642,
  /** How much is taken at once unless it is told otherwise: the longest answer that anybody was seen to give fits. */
  limits: {
    /** UTF-16 units of one response. */
    responseLength: 1_000_000,
    listLength: 4_096,
    bodyBytes: 64 * 1024 * 1024,
  },
  paths: {
    /** Our own protocol: one response, or a list. */
    score: "/v1/score",
    /** XTuner's and slime's: `response` and `label` in, `{"score": …}` out. */
    judge: "/v1/judge",
    /** OpenRLHF's: `query`, `prompts` and `labels` in, `rewards`, `scores` and `extra_logs` out. */
    openrlhf: "/v1/openrlhf",
    /** NeMo Gym's and verifiers' `/seed_session` and `/verify`, and OpenEnv's `/reset`, `/step` and `/ws`. */
    root: "",
  },
} as const;
