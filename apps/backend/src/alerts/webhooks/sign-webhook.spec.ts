import { signWebhook } from './sign-webhook';
import { generateMessageId } from '../delivery/message-id';
import { generateWebhookSecret } from './webhook-secret';

describe('the signature of a webhook', () => {
  it('matches the test vector of Standard Webhooks', () => {
    const content = {
      messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1_614_265_330_999,
      body: '{"test": 2432232314}',
    };
    expect(signWebhook(content, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('has one part per secret, newest first', () => {
    const [one, other] = [generateWebhookSecret(), generateWebhookSecret()];
    const signed = (secrets: string[]) =>
      signWebhook({ messageId: 'msg_1', at: 0, body: '{}' }, secrets)['webhook-signature'];
    expect(signed([one, other])).toBe(`${signed([one])} ${signed([other])}`);
    expect(signed([one])).not.toBe(signed([other]));
  });

  it('uses secrets of 32 random bytes and unique message ids', () => {
    const secrets = Array.from({ length: 50 }, generateWebhookSecret);
    for (const secret of secrets)
      expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    expect(new Set(secrets).size).toBe(50);
    expect(new Set(Array.from({ length: 50 }, generateMessageId)).size).toBe(50);
  });
});
