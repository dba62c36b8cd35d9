import { z } from "zod";
import { compatSchema } from "./compat.ts";
import type { ReplyTokens } from "./prompts.ts";

/**
 * How an endpoint is reached, as the record keeps it. Keys are never configuration: `apiKeyEnv` names the variable that
 * holds one.
 */
export const storedEndpointSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable")
    .optional(),
  /** Requests under way at once. */
  concurrency: z.int().min(1).max(1024).default(8),
  /** Limits in any 60 seconds; none unless given. */
  requestsPerMinute: z.int().min(1).optional(),
  tokensPerMinute: z.int().min(1).optional(),
  /** Deadline of one request, from its start to the last byte of its answer. */
  timeoutSeconds: z.number().positive().max(86_400).default(600),
  /** Money for a million tokens. Without prices only tokens are counted. */
  prices: z.strictObject({ prompt: z.number().min(0), completion: z.number().min(0) }).optional(),
  /** True for an endpoint whose replies a program or a person composed. */
  scripted: z.boolean().default(false),
  /** OpenAI's service tier, such as "flex"; sent only when it is given. */
  serviceTier: z.string().min(1).optional(),
  /** What its models can do, where that is known better than `campforge doctor --probe` finds out. */
  compat: compatSchema.optional(),
});

/** The same as a person writes it, with what could never work or would give a key away turned away. */
export const endpointSchema = storedEndpointSchema.extend({
  baseUrl: z
    .string()
    .trim()
    .pipe(storedEndpointSchema.shape.baseUrl)
    .refine(
      hasNoCredentials,
      "holds a name or a password, which would be shown and recorded; put the key into a variable of the environment and name that in apiKeyEnv",
    )
    .refine((text) => !/[?#]/.test(text), "expected an address without ? and #, such as https://host/v1")
    .refine(
      (text) => !/\/chat\/completions\/?$/.test(text),
      "expected the address above /chat/completions, such as https://host/v1",
    ),
});

function hasNoCredentials(text: string): boolean {
  const { username, password } = URL.canParse(text) ? new URL(text) : { username: "", password: "" };
  return username === "" && password === "";
}

const endpointName = z.string().min(1);

const batchSchema = z.strictObject({
  /** A batch is handed in when so long nothing was added to it. */
  idleSeconds: z.number().positive().max(3_600).default(10),
  pollSeconds: z.number().positive().max(3_600).default(30),
  /** The most requests of a batch; OpenAI takes 50,000. */
  maxRequests: z.int().min(1).max(50_000).default(10_000),
  /** The part of the price that a batch saves; half of it at OpenAI. */
  discount: z.number().min(0).max(1).default(0.5),
});

/** What a reply may have in tokens where nothing else is said: a class with its thinking needs some 10,000. */
export const DEFAULT_REPLY_TOKENS = 16_000;

const endpointRole = z.strictObject({
  /** One endpoint, or several that share the work and stand in for each other. */
  endpoint: z.union([
    endpointName,
    z
      .array(endpointName)
      .min(1)
      .refine((names) => new Set(names).size === names.length, "names an endpoint twice"),
  ]),
  model: z.string().min(1),
  maxTokens: z.int().min(16).max(1_000_000).default(DEFAULT_REPLY_TOKENS),
  temperature: z.number().min(0).max(2).optional(),
  /** For a judge: asked through the endpoint's Batch API, which takes hours and costs less. */
  batch: batchSchema.optional(),
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

export type EndpointConfig = z.infer<typeof storedEndpointSchema>;
export type RoleConfig = z.infer<typeof roleSchema>;
export type BatchConfig = z.infer<typeof batchSchema>;
export type EndpointRole = Extract<RoleConfig, { kind: "endpoint" }>;

/** The endpoints that may answer for a role, in the order of the configuration. */
export function endpointsOf({ endpoint }: EndpointRole): readonly string[] {
  return typeof endpoint === "string" ? [endpoint] : endpoint;
}

/** Who plays each role; the refiner is the author. */
export type ModelConfig = {
  readonly endpoints: Readonly<Record<string, EndpointConfig>>;
  readonly roles: {
    readonly author: RoleConfig;
    readonly judge: RoleConfig;
    /** Who writes blind solvers and settles disputes, and who criticizes; the author where none is named. */
    readonly solver?: RoleConfig | undefined;
    readonly critic?: RoleConfig | undefined;
    /** Who looks for shortcuts; the author where nobody is named. */
    readonly adversary?: RoleConfig | undefined;
    /** Who compares the answers of classes that are verified by a model; nobody where nobody is named. */
    readonly verifier?: RoleConfig | undefined;
  };
};

/** Every role with its model, but for the verifier: solver, critic and adversary are the author where none is named. */
export function rolesOf({
  author,
  judge,
  solver = author,
  critic = author,
  adversary = author,
}: ModelConfig["roles"]): {
  readonly [Name in Exclude<keyof ModelConfig["roles"], "verifier">]-?: RoleConfig;
} {
  return { author, judge, solver, critic, adversary };
}

/** What the replies of an author and of a judge are limited to, which both are told. */
export const replyTokensOf = ({
  author,
  judge,
}: Pick<ModelConfig["roles"], "author" | "judge">): ReplyTokens => ({
  author: tokensOf(author),
  judge: tokensOf(judge),
});

const tokensOf = (role: RoleConfig): number =>
  role.kind === "recorded" ? DEFAULT_REPLY_TOKENS : role.maxTokens;

/**
 * Where one model alone is asked, as a teacher or a candidate is: that one, whatever the role. Beside it only a verifier
 * may be asked.
 */
export function soleModelConfig(
  endpoints: ModelConfig["endpoints"],
  model: RoleConfig,
  verifier?: RoleConfig,
): ModelConfig {
  return { endpoints, roles: { author: model, judge: model, verifier } };
}

/** A model as certificates and reports name it: `recorded:PATH`, or `ENDPOINT/MODEL`. */
export const modelName = (role: RoleConfig): string =>
  role.kind === "recorded" ? `recorded:${role.path}` : `${endpointsOf(role).join(",")}/${role.model}`;

/** A model by its own name, as the provenance of what it wrote has it; `recorded` where replies are. */
export const bareName = (role: RoleConfig): string => (role.kind === "endpoint" ? role.model : "recorded");
