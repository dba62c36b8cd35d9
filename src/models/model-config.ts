import { z } from "zod";

/** How an endpoint is reached. Keys are never configuration: `apiKeyEnv` names the variable that holds one. */
export const endpointSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable")
    .optional(),
  /** Requests under way at once. */
  concurrency: z.int().min(1).max(1024).default(8),
  /** Deadline of one call. */
  timeoutSeconds: z.number().positive().max(86_400).default(600),
  /** Money for a million tokens. Without prices only tokens are counted. */
  prices: z.strictObject({ prompt: z.number().min(0), completion: z.number().min(0) }).optional(),
  /** True for an endpoint whose replies a program or a person composed. */
  scripted: z.boolean().default(false),
});

const endpointRole = z.strictObject({
  endpoint: z.string().min(1),
  model: z.string().min(1),
  maxTokens: z.int().min(16).max(1_000_000).default(16_000),
  temperature: z.number().min(0).max(2).optional(),
});

/** Which model plays a role, and how it is asked, as a person writes it. */
export const roleSchema = z.union([
  z
    .string()
    .regex(/^recorded:.+/, 'expected "recorded:PATH", or an object with endpoint and model')
    .transform((text) => ({ kind: "recorded" as const, path: text.slice("recorded:".length) })),
  endpointRole.transform((role) => ({ kind: "endpoint" as const, ...role })),
]);

/** The same once it was read, as the record keeps it. */
export const storedRoleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("recorded"), path: z.string() }),
  endpointRole.extend({ kind: z.literal("endpoint") }),
]);

export type EndpointConfig = z.infer<typeof endpointSchema>;
export type RoleConfig = z.infer<typeof roleSchema>;
export type EndpointRole = Extract<RoleConfig, { kind: "endpoint" }>;

/** Who plays each role; the refiner is the author. */
export type ModelConfig = {
  readonly endpoints: Readonly<Record<string, EndpointConfig>>;
  readonly roles: {
    readonly author: RoleConfig;
    readonly judge: RoleConfig;
    /** Who writes blind solvers and settles disputes, and who criticizes; the author where none is named. */
    readonly solver?: RoleConfig | undefined;
    readonly critic?: RoleConfig | undefined;
  };
};
