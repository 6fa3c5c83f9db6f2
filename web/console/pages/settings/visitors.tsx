/** What the web SDK may keep of a visitor, and whose word it takes for who they are. */
import { Section } from '../../parts/page.tsx'
import { Switch } from '../../parts/switch.tsx'
import { useSession } from '../../session.tsx'
import { useSetting } from './use-setting.ts'

export function Visitors() {
  const { environment, me } = useSession()
  const set = useSetting()
  return (
    <Section title="Visitors" lead="What the web SDK keeps in the browsers of your visitors.">
      <Switch
        checked={environment.consentRequired}
        disabled={me.role === 'viewer'}
        onChange={(consentRequired) => void set({ consentRequired })}
        label="Keep nothing on a device before consent"
        hint={
          <>
            Until your page calls <code>Asklet('consent', true)</code>, nothing is stored there and nobody is
            asked. Global Privacy Control is honoured in any case.
          </>
        }
      />
    </Section>
  )
}
