/** How webhook calls prove where they are from: the shared secret, and whether a signature is a must. */
import { api, done } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/page.tsx'
import { Secret } from '../../parts/secret.tsx'
import { Switch } from '../../parts/switch.tsx'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { environments, useSession } from '../../session.tsx'
import { useSetting } from './use-setting.ts'
import styles from './signature.module.css'

export function Signature() {
  const { environment, me } = useSession()
  const { id, webhookSecret, signatureRequired } = environment
  const set = useSetting()
  const rotate = () =>
    offerUndo('A new webhook secret is about to replace this one', {
      commit: async () => {
        await done(api.environments[':env']['webhook-secret'].$post({ param: { env: id } }))
        environments.reload()
        toast('The new webhook secret holds. Enter it in Segment.')
      },
      undo: () => {},
    })
  return (
    <Section
      title="Webhook signature"
      lead="Webhooks sign what they send with this secret, in the header X-Signature."
    >
      <Switch
        checked={signatureRequired}
        disabled={me.role === 'viewer'}
        onChange={(signatureRequired) => void set({ signatureRequired })}
        label="Take webhook calls only with a right signature"
        hint="Also when they carry a key. Other ways in are not affected."
      />
      {webhookSecret !== undefined && (
        <div class={styles.secret}>
          <Secret value={webhookSecret} name="webhook secret" />
          {me.role === 'admin' && (
            <Button small kind="plain" onClick={rotate}>
              Make a new secret
            </Button>
          )}
        </div>
      )}
    </Section>
  )
}
