/**
 * Where the reward server listens unless it is told otherwise, and under which paths it answers: what data sets,
 * clients and the server itself agree on (docs/training.md).
 */
export const REWARD_SERVER = {
  host: "127.0.0.1",
  port: 8642,
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
