/** Changes one setting of the environment at once, and says so where that is refused. */
import type { EnvironmentChange } from '../../../../shared/environment.ts'
import { api, done } from '../../api.ts'
import { toast } from '../../parts/toast.tsx'
import { environments, useEnvironment } from '../../session.tsx'

export function useSetting(): (change: EnvironmentChange) => Promise<void> {
  const { id } = useEnvironment()
  return async (change) => {
    try {
      await done(api.environments[':env'].$patch({ param: { env: id }, json: change }))
      environments.reload()
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
  }
}
