import { errcodeOf } from './bot-answer.ts';
import { GatewayFailure } from './failure.ts';
import { fitBytes } from './fitting.ts';
import type { Post } from './outgoing.ts';

export interface BotText {
  readonly format: 'TEXT' | 'MARKDOWN';
  readonly text: string;
}

/** Bytes of UTF-8 a group bot takes: developer.work.weixin.qq.com/document/path/91770. */
const TEXT_BYTES = 2_048;
const MARKDOWN_BYTES = 4_096;
/** "api freq out of limit": more than 20 a minute. */
const TOO_OFTEN = 45_009;
const SYSTEM_BUSY = -1;
const MINUTE_MS = 60_000;

/** 企业微信群机器人: posts to the group of the bot's webhook address; throws `GatewayFailure`. */
export async function sendToWecom(post: Post, url: string, message: BotText): Promise<void> {
  const code = errcodeOf(
    await post({
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(message)),
    }),
  );
  if (code === 0) return;
  if (code === TOO_OFTEN) throw new GatewayFailure('LATER', `WECOM_${code}`, MINUTE_MS);
  throw new GatewayFailure(code === SYSTEM_BUSY ? 'LATER' : 'NEVER', `WECOM_${code}`);
}

const bodyOf = ({ format, text }: BotText) =>
  format === 'TEXT'
    ? { msgtype: 'text', text: { content: fitBytes(text, TEXT_BYTES) } }
    : { msgtype: 'markdown', markdown: { content: fitBytes(text, MARKDOWN_BYTES) } };
