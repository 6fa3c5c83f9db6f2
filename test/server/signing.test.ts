/** The lines of code that the console shows make the signature that the SDK's door asks for. */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { isSignedIdentity } from '../../server/ingest/identity-signature.ts'
import { SIGNING, type SigningLanguage } from '../../web/console/pages/settings/signing.ts'

const USER = 'Zoë "1"'
const SECRET = 'a1b2c3'

const RUN: Readonly<Record<SigningLanguage, readonly [command: string, args: (code: string) => string[]]>> = {
  node: [
    process.execPath,
    (code) => [
      '--input-type=module',
      '-e',
      `${code.replace('const signature', `const userId = process.env.USER_ID\nconst signature`)}\nconsole.log(signature)`,
    ],
  ],
  python: [
    'python3',
    (code) => ['-c', `import os\nuser_id = os.environ['USER_ID']\n${code}\nprint(signature)`],
  ],
  ruby: ['ruby', (code) => ['-e', `user_id = ENV['USER_ID']\n${code}\nputs signature`]],
  php: ['php', (code) => ['-r', `$userId = getenv('USER_ID'); ${code} echo $signature;`]],
}

const LANGUAGES = ['node', 'python', 'ruby', 'php'] as const

describe.each(LANGUAGES)('%s', (language) => {
  const [command, argsOf] = RUN[language]
  const isThere = spawnSync(command, ['--version']).status === 0
  it.skipIf(!isThere)('signs as it is verified', () => {
    const { stdout, stderr } = spawnSync(command, argsOf(SIGNING[language].code), {
      env: { ...process.env, USER_ID: USER, ASKLET_IDENTITY_SECRET: SECRET },
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(isSignedIdentity(USER, stdout.trim(), SECRET)).toBe(true)
  })
})
