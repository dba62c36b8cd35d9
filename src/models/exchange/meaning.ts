/** What a refusal is about, where its status alone does not say. */
export type Meaning = "billing" | "rate" | "content" | "other";

/** Places on the web that a message names say nothing of its meaning. */
const ADDRESS = /\bhttps?:\/\/\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*/gi;

/** What is paid with, or who pays, in the languages of the endpoints that are known and a few more. */
const MONEY =
  /balance|credits?\b|\bfunds?\b|billing|payment|recharge|top[- ]?up|prepa(?:id|y)|wallet|invoice|\bdebt|spend(?:ing)?[ _-]?(?:limit|cap)|free[ _-]?(?:tier|trial|quota|credit|allo)|resource package|usage[ _-]?limit|subscription|套餐|余额|欠款|充值|资源包|额度|费用|扣费|残高|クレジット|料金|支払|잔액|크레딧|결제|요금|guthaben|kontostand|zahlung|rechnung|kredit|solde|crédit|facturation|paiement|saldo|facturaci|\bpago|fatura|pagamento|баланс|средств|оплат|кредит/i;

/** A state of these in which nothing is done any more. */
const LACKING =
  /insufficient|not enough|too low|exhaust|deplet|used (?:up|all)|(?:ran|run(?:ning)?) out|out of|\bno (?:more |remaining |available )?(?:credit|balance|fund|resource)|zero|negative|below|overdue|past due|expired|unpaid|suspend|exceed|reached|required?|owe|denied|不足|用尽|用完|耗尽|欠|为零|请充值|過期|过期|到期|不够|ありません|切れ|부족|소진|없습니다|reicht nicht|aufgebraucht|erschöpft|nicht ausreichend|insuffisant|épuisé|insuficiente|agotad|esgotad|недостаточ|исчерп|закончил|законч/i;

/** Names and words that mean it by themselves. */
const UNPAID =
  /arrear|欠费|overdue|insufficient[ _]?(?:user[ _]?)?(?:balance|credit|fund)|billing_(?:not_active|hard_limit)|payment[ _]required/i;

/** An account that nobody may use until its owner has put something right. */
const CLOSED_ACCOUNT =
  /(?:account|organi[sz]ation|team|workspace|project|账户|账号|帐户|konto|compte|cuenta|conta|аккаунт)[^.。]{0,80}(?:suspend|deactivat|disabled|frozen|locked|terminated|banned|good standing|in arrears|停用|冻结|锁定|封禁|gesperrt|suspendu|suspendid|bloquead|заблокир)/i;

/** A limit over time. */
const RATE =
  /rate[ _-]?limit|too many requests|(?:try again|retry) later|稍后[再重]试|resource (?:has been )?exhausted|throttl|\bper[ _-]?(?:second|minute|min|hour|day)\b|\b[RT]P[SMHD]\b|requests? (?:frequency|rate)|concurren|over(?:load|capacity)|速率|频率|并发|每(?:秒|分钟|小时|天)|pro (?:sekunde|minute|stunde|tag)|par (?:seconde|minute|heure|jour)|por (?:segundo|minuto|hora|día|dia)|в (?:секунду|минуту|час|сутки)/i;

/** What may be either: money at some endpoints, a limit by the minute at others. */
const QUOTA_GONE =
  /(?:insufficient|exceed\w*|out of|exhaust\w*|over|used up)[ _](?:your |the )?(?:current |allocated |free |user[ _])?[ _]?quota|quota[^.]{0,30}(?:exceed|exhaust|used up|reached|insufficient|not enough)|配额(?:不足|已?用[尽完]|耗尽)/i;

/** What somebody would not let be asked. */
const CONTENT =
  /flagged|moderation|content[ _]?(?:policy|filter|management)|guardrail|inappropriate|data_?inspection|prohibited content|敏感|不安全/i;

/**
 * Tells billing from a limit over time by what is said, in whichever words. `wait` is how long the endpoint asks to be
 * left alone: one that tells so in its own words means a limit, whatever else it advertises.
 */
export function meaningOf(about: {
  readonly httpStatus: number;
  readonly code: string;
  readonly said: string;
  readonly wait: { readonly ms: number | null; readonly isInBody: boolean };
}): Meaning {
  const { httpStatus, wait } = about;
  const words = `${about.code} ${about.said}`.replace(ADDRESS, " ");
  if (httpStatus === 402) return wait.ms === null ? "billing" : "rate";
  const isLimit = RATE.test(words);
  if (wait.isInBody && (httpStatus === 429 || isLimit)) return "rate";
  const isClosed = UNPAID.test(words) || CLOSED_ACCOUNT.test(words);
  // What was not let through may say that it cost nothing.
  if (httpStatus < 429 && httpStatus !== 401 && CONTENT.test(words) && !isClosed) return "content";
  const isBilled = isClosed || (MONEY.test(words) && LACKING.test(words));
  if (isBilled && !isLimit) return "billing";
  if (isLimit) return httpStatus === 429 ? "rate" : "other";
  return (httpStatus === 429 || httpStatus === 403) && QUOTA_GONE.test(words) && wait.ms === null
    ? "billing"
    : "other";
}
