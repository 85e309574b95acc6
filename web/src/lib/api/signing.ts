import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A key that calls are signed with. `token` belongs to temporary ones. */
export interface Credentials {
  secretId: string;
  secretKey: string;
  token?: string;
}

export interface SigningInput {
  host: string;
  body: string;
  /** Unix seconds by the server's clock. */
  timestamp: number;
  contentType: string;
}

const service = 'vod';
const sha256Hex = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));
const mac = (key: Uint8Array, text: string) => hmac(sha256, key, utf8ToBytes(text));

/**
 * The Authorization header of a POST to `/`: TC3-HMAC-SHA256 over content type, host and body. In plain JavaScript, because a
 * browser has no WebCrypto on a page that came by http from another machine.
 */
export function authorization(key: Credentials, input: SigningInput): string {
  const date = new Date(input.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const signedHeaders = 'content-type;host';
  const canonical = [
    'POST',
    '/',
    '',
    `content-type:${input.contentType}\nhost:${input.host}\n`,
    signedHeaders,
    sha256Hex(input.body),
  ].join('\n');
  const toSign = ['TC3-HMAC-SHA256', String(input.timestamp), scope, sha256Hex(canonical)].join('\n');
  const signingKey = mac(mac(mac(utf8ToBytes(`TC3${key.secretKey}`), date), service), 'tc3_request');
  const signature = bytesToHex(mac(signingKey, toSign));
  return `TC3-HMAC-SHA256 Credential=${key.secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}
