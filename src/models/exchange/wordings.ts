/**
 * How endpoints word what went wrong, by what they mean; status codes alone do not tell (docs/endpoints.md). Each
 * entry was taken from errors that providers document or that users quote in public issue trackers; `sources` names
 * some. Words are matched without the addresses in them, together with the error's code.
 */
export type Wording = { readonly says: RegExp; readonly sources: readonly string[] };

const KEY_NAME =
  "(?:api|access|secret|subscription)[ _-]*(?:key|token|secret)s?|(?:auth|bearer|authentication|authorization)[ _-]?(?:key|token|header)|\\bkey\\b(?! (?:limit|error))|credentials?|密钥|令牌|秘钥|鉴权|身份验证|APIキー|API 키|clé(?: d'| )api|clave(?: de)?(?: la)? api|chave(?: de)? api|ключ";
const KEY_FAULT =
  "invalid|(?:not|isn't|no longer) (?:a )?(?:valid|found|active|authenticat\\w*|recogni[sz]ed|provided)|incorrect|wrong|expired|revoked|leaked|malformed|missing|disabled|deleted|suspended|does(?: not|n't) exist|unauthorized|无效|错误|过期|失效|不正确|失败|不存在|禁用|無効|유효하지|ungültig|abgelaufen|invalide|expirée?|inválid[ao]|no válid[ao]|expirad[ao]|недейств|неверн";

/** A key that is wrong, missing, expired or revoked. */
export const KEY: Wording = {
  says: new RegExp(
    `(?:${KEY_NAME})[^.;。]{0,40}?(?:${KEY_FAULT})|(?:${KEY_FAULT}|pass a valid|provide (?:a valid|your|an)|carry the)[^.;。]{0,25}?(?:${KEY_NAME})|api_?key_?(?:invalid|expired|not_?found)|invalid_?(?:api_?)?key|consumer_suspended|authentication[ _](?:fails|failed|error)|unregistered callers|no auth credentials`,
    "i",
  ),
  sources: [
    "https://github.com/cequence-io/openai-scala-client/issues/109 (Gemini, 400)",
    "https://github.com/google-gemini/gemini-cli/issues/4430 (expired, 400)",
    "https://github.com/continuedev/continue/issues/11541 (leaked, 403)",
    "https://github.com/thooton/muse/issues/6 (suspended, 403)",
    "https://github.com/continuedev/continue/issues/10778 (xAI, 400)",
    "https://github.com/QuantumNous/new-api/issues/4712 (无效的令牌)",
  ],
};

/** What is paid with, or who pays, in the languages of the endpoints that are known and a few more. */
export const MONEY: Wording = {
  says: /balance|credits?\b|\bfunds?\b|billing|payment|recharge|top[- ]?up|prepa(?:id|y)|wallet|invoice|\bdebt|spend(?:ing)?[ _-]?(?:limit|cap)|key limit|free[ _-]?(?:tier|trial|quota|credit|allo)|resource package|usage[ _-]?limit|subscription|套餐|余额|欠款|充值|资源包|额度|费用|扣费|残高|クレジット|料金|支払|잔액|크레딧|결제|요금|guthaben|kontostand|zahlung|rechnung|kredit|solde|crédit|facturation|paiement|saldo|facturaci|\bpago|fatura|pagamento|баланс|средств|оплат|кредит/i,
  sources: [
    "https://api-docs.deepseek.com/quick_start/error_codes",
    "https://docs.bigmodel.cn/cn/api/api-code",
  ],
};

/** A state of these in which nothing is done any more. */
export const LACKING: Wording = {
  says: /insufficient|not enough|too low|exhaust|deplet|used (?:up|all)|(?:ran|run(?:ning)?) out|out of|\bno (?:more |remaining |available )?(?:credit|balance|fund|resource)|zero|negative|below|overdue|past due|expired|unpaid|suspend|exceed|reached|required?|owe|denied|不足|用尽|用完|耗尽|欠|为零|请充值|過期|过期|到期|不够|ありません|切れ|부족|소진|없습니다|reicht nicht|aufgebraucht|erschöpft|nicht ausreichend|insuffisant|épuisé|insuficiente|agotad|esgotad|недостаточ|исчерп|закончил|законч/i,
  sources: MONEY.sources,
};

/** Names and words that mean an unpaid account by themselves. */
export const UNPAID: Wording = {
  says: /arrear|欠费|overdue|insufficient[ _]?(?:user[ _]?)?(?:balance|credit|fund)|billing_(?:not_active|hard_limit)|payment[ _]required/i,
  sources: [
    "http://bestwisewords.com/zh/dashscope/return-status-code-description",
    "https://www.kimi.com/help/kimi-api/api-troubleshooting",
  ],
};

/** A quota of nothing is Google's word for "not without payment": the wait that it names beside it ends in the same. */
export const NO_ALLOWANCE: Wording = {
  says: /free_tier\w*, limit: 0\b/i,
  sources: ["https://ai.google.dev/gemini-api/docs/rate-limits"],
};

/** An account that nobody may use until its owner has put something right. */
export const CLOSED_ACCOUNT: Wording = {
  says: /(?:account|organi[sz]ation|team|workspace|project|账户|账号|帐户|konto|compte|cuenta|conta|аккаунт)[^.。]{0,80}(?:suspend|deactivat|disabled|frozen|locked|terminated|banned|good standing|in arrears|denied access|停用|冻结|锁定|封禁|gesperrt|suspendu|suspendid|bloquead|заблокир)/i,
  sources: [
    "https://github.com/poenl/gemini-api/issues/8",
    "https://www.kimi.com/help/kimi-api/api-troubleshooting",
  ],
};

/** An API that its owner has not switched on for the key. */
export const SWITCHED_OFF: Wording = {
  says: /has not been used in project|service_disabled|api_key_service_blocked|api is not enabled|requests? (?:from|to) [^.;]{0,60} (?:is|are) blocked/i,
  sources: ["https://cloud.google.com/apis/design/errors (reasons of ErrorInfo)"],
};

/** What may be either: money at some endpoints, a limit by the minute at others. */
export const QUOTA_GONE: Wording = {
  says: /(?:insufficient|exceed\w*|out of|exhaust\w*|over|used up)[ _](?:your |the )?(?:current |allocated |free |user[ _])?[ _]?quota|quota[^.]{0,30}(?:exceed|exhaust|used up|reached|insufficient|not enough)|配额(?:不足|已?用[尽完]|耗尽)/i,
  sources: [
    "https://learn.microsoft.com/en-us/microsoft-cloud/dev/dev-proxy/concepts/openai-insufficient-quota",
  ],
};

/** A limit over time. */
export const RATE: Wording = {
  says: /rate[ _-]?limit|too many requests|throttl|\bper[ _-]?(?:second|minute|min|hour|day)\b|\b[RT]P[SMHD]\b|requests? (?:frequency|rate)|concurren|速率|频率|频繁|并发|每(?:秒|分钟|小时|天)|pro (?:sekunde|minute|stunde|tag)|par (?:seconde|minute|heure|jour)|por (?:segundo|minuto|hora|día|dia)|в (?:секунду|минуту|час|сутки)/i,
  sources: ["https://www.kimi.com/help/kimi-api/api-rate-limits", "https://docs.bigmodel.cn/cn/api/api-code"],
};

/** A server that has too much to do. */
export const BUSY: Wording = {
  says: /over[ _-]?load|over[ _-]?capacity|at capacity|no capacity|capacity[ _](?:exceeded|exhausted)|high demand|(?:server|system|service|engine|model|gpu)s?[^.;]{0,30}\bbusy\b|\bbusy\b[^.;]{0,30}(?:try|retry)|temporarily unavailable|(?:try|retry)(?: it| your request)? (?:again )?later|try again (?:in a (?:moment|few|while)|shortly|soon)|resource (?:has been )?exhausted|queue is full|(?:no|all) (?:slots?|workers?|instances?)[^.;]{0,20}(?:available|busy)|繁忙|过载|负载|访问量过大|稍[后候後]|混み合って|혼잡|überlastet|später erneut|surchargé|réessayer plus tard|sobrecargad|intente(?: de nuevo)? más tarde|перегруж|позже/i,
  sources: [
    "https://github.com/coze-dev/coze-studio/issues/801 (SiliconFlow, 503)",
    "https://github.com/openai/codex/issues/43337 (OpenAI, inside a 200)",
    "https://github.com/google-gemini/gemini-cli/issues/23520 (Gemini, 503)",
    "https://github.com/continuedev/continue/issues/6185 (Mistral)",
    "https://github.com/QuantumNous/new-api/issues/991 (上游负载已饱和)",
  ],
};

/** A server whose model is not there yet. */
export const LOADING: Wording = {
  says: /\bloading (?:the |a )?(?:model|checkpoint|weights)|(?:model|server|service|engine|instance|endpoint|deployment)[^.;]{0,80}\b(?:is|are|still|currently)\b[^.;]{0,20}\b(?:loading\b(?! balanc)|warming|starting\b|initiali[sz]ing|scaling up|being (?:loaded|pulled|downloaded|deployed|provisioned|started))|warming[ -]up|cold[ -]?start|(?:not|isn't|n't) (?:yet |fully )*(?:ready|initiali[sz]ed|started up)\b|not yet (?:been )?loaded|(?:model|server)_?(?:is_?)?(?:loading|not_?ready)|(?:模型|服务)[^。]{0,12}(?:加载中|正在加载|启动中|正在启动|初始化|尚未就绪|未就绪)|モデル[^。]{0,10}(?:読み込み|ロード)中|模型載入中/i,
  sources: [
    "https://github.com/ggml-org/llama.cpp/tree/master/tools/server (503 Loading model)",
    "https://github.com/openinterpreter/openinterpreter/issues/540 (Hugging Face, estimated_time)",
    "https://github.com/unslothai/unsloth/pull/11055",
  ],
};

/** A model that could not be loaded will not be there later either. */
export const NOT_LOADED: Wording = {
  says: /\b(?:error|fail\w*|unable|could not|cannot|can't|did not)[^.;]{0,40}\bload/i,
  sources: ["https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1599"],
};

/** A request that is too long for the model. With a 429 these words may speak of a limit over time as well. */
export const TOO_LONG: Wording = {
  says: /context[ _](?:length|window|size)|maximum (?:model |sequence )?(?:context|length)|max_model_len|(?:prompt|input|request|message|conversation)s?(?: \S+){0,3} (?:is |are |was )?too (?:long|large|big)|too many (?:input |prompt )?tokens|exceeds? (?:the )?(?:max\w* |available |model'?s? )?(?:context|input|sequence|prompt)|string_above_max_length|request entity too large|payload too large|超出[^。]{0,10}(?:长度|上下文)|(?:输入|上下文|提示)[^。]{0,12}(?:过长|超长|超过|超出)/i,
  sources: ["https://github.com/vllm-project/vllm/pull/10463", "https://github.com/ollama/ollama/pull/17944"],
};

/** A request that is larger than a whole minute's allowance. */
export const TOO_LARGE: Wording = {
  says: /request (?:is )?too large|larger than (?:the|your)[^.;]{0,30}limit|must be reduced in order to run/i,
  sources: [
    "https://github.com/vanna-ai/vanna-flask/issues/11 (OpenAI, 429)",
    "https://github.com/assafelovic/gpt-researcher/issues/985 (Groq, 413)",
  ],
};

/** What somebody would not let be asked. */
export const CONTENT: Wording = {
  says: /flagged|moderation|content[ _]?(?:policy|filter|management)|guardrail|inappropriate|data_?inspection|prohibited content|敏感|不安全/i,
  sources: ["https://openrouter.ai/docs/api/errors"],
};

/** A place on earth that is not served. */
export const PLACE: Wording = {
  says: /unsupported[ _]country|region[ _]?error|(?:countr(?:y|ies)|territor(?:y|ies)|\bregion|location|geograph\w*)[^.;]{0,60}(?:not (?:been )?(?:supported|available|allowed|permitted|served)|unsupported|unavailable|restrict|blocked|banned|forbidden)|(?:not|un)(?: ?available| ?supported| ?allowed)[^.;]{0,30}\b(?:in|from|for) (?:your|this) (?:country|region|location|area)|(?:国家|地区|区域)[^。]{0,20}(?:不支持|不可用|受限|限制)|不支持[^。]{0,12}(?:国家|地区)/i,
  sources: [
    "https://github.com/songquanpeng/one-api/issues/1692 (OpenAI, 403)",
    "https://github.com/google-gemini/gemini-cli/issues/24641 (Gemini, 400)",
    "https://github.com/anomalyco/opencode/issues/19117 (OpenRouter, 403)",
  ],
};

/** A model that the endpoint does not have. */
export const NO_MODEL: Wording = {
  says: /model[ _]not[ _](?:exist|found)|\bmodel\b[^.;]{0,80}(?:(?:does not|doesn't|do not|not) exist|(?:was |is |be )?not found|is not (?:a )?valid model)|(?:is not a valid|invalid|unknown|no such) model(?: id| name)?\b|模型[^。]{0,30}不存在|不存在[^。]{0,6}模型/i,
  sources: [
    "https://github.com/ConardLi/easy-dataset/issues/9 (DeepSeek, 400)",
    "https://openrouter.ai/docs/api/errors",
  ],
};
