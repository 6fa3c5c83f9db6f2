/** How a server signs a user ID for the web SDK: the hex HMAC-SHA256 of the ID under the identity secret. */

export const SIGNING = {
  node: {
    label: 'Node',
    code: `import { createHmac } from 'node:crypto'

const signature = createHmac('sha256', process.env.ASKLET_IDENTITY_SECRET).update(userId).digest('hex')`,
  },
  python: {
    label: 'Python',
    code: `import hmac, os

signature = hmac.new(os.environ['ASKLET_IDENTITY_SECRET'].encode(), user_id.encode(), 'sha256').hexdigest()`,
  },
  ruby: {
    label: 'Ruby',
    code: `require 'openssl'

signature = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('ASKLET_IDENTITY_SECRET'), user_id)`,
  },
  php: {
    label: 'PHP',
    code: `$signature = hash_hmac('sha256', $userId, getenv('ASKLET_IDENTITY_SECRET'));`,
  },
} as const

export type SigningLanguage = keyof typeof SIGNING

/** What the page does with it. */
export const SIGNED_LINE = `Asklet('setUserId', userId, signature)`
