/**
 * What servers may read as a token of their chat template, wherever it stands: names between pipes, and the few that
 * stand between other brackets.
 */
const CHAT_TOKEN =
  /<(?:\|[^\s<>|]{1,40}\|?|[^\s<>|]{1,40}\||｜[^\s<>｜]{1,40}｜|\/?s|\/?(?:bos|eos|eot|sop|eop|unk|pad|mask)|(?:start|end)_of_[a-z]+|<\/?SYS>)>|\[\/?(?:INST|gMASK|sMASK|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS)\]/g;

/** The chat tokens of a text, each once. */
export function findChatTokens(text: string): readonly string[] {
  return [...new Set(text.match(CHAT_TOKEN) ?? [])];
}

/**
 * A text with a space behind the first character of each chat token: a reader sees what stood there, and no server reads
 * it as the end of a turn.
 */
export function breakChatTokens(text: string): string {
  return text.replace(CHAT_TOKEN, (token) => `${token.charAt(0)} ${token.slice(1)}`);
}
