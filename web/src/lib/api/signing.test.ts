import { expect, test } from 'vitest';

import { authorization } from './signing';

test('the signature of a known call is the official SDK’s', () => {
  const key = { secretId: 'AKIDEXAMPLE0000000000000000000000001', secretKey: 'ExampleSecretKey0000000000000001' };
  const header = authorization(key, {
    host: 'vod.tencentcloudapi.com',
    body: '{"SubAppId":1500000001}',
    timestamp: 1_700_000_000,
    contentType: 'application/json',
  });
  expect(header).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE0000000000000000000000001/2023-11-14/vod/tc3_request, ' +
      'SignedHeaders=content-type;host, Signature=c1458bf84a4c77554355af09b9d803844490f97278981b8bd734aab55b3ca676',
  );
});
