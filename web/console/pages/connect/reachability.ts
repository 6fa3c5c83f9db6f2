/** Whether Segment, RudderStack and the like, out on the internet, can reach an address. */

/** Why they cannot, in a sentence; undefined where nothing speaks against it. */
export function whyUnreachable(publicUrl: string): string | undefined {
  const { hostname, protocol } = new URL(publicUrl)
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host.startsWith('127.') ||
    host === '::1' ||
    host === '0.0.0.0'
  )
    return `${hostname} is this machine only.`
  if (isPrivate(host)) return `${hostname} is an address of a private network.`
  if (
    /\.(local|internal|lan|home|test|home\.arpa)$/.test(host) ||
    (!host.includes('.') && !host.includes(':'))
  )
    return `${hostname} is a name of a private network.`
  if (protocol !== 'https:')
    return 'It begins with http, so that keys and people’s data would travel unprotected.'
  return undefined
}

/** RFC 1918, link-local, carrier-grade NAT (which tailnets use too), and IPv6's unique and link-local addresses. */
function isPrivate(host: string): boolean {
  if (host.includes(':')) return /^(f[cd]|fe[89ab])/.test(host)
  const parts = host.split('.').map(Number)
  const [a, b] = parts
  if (parts.length !== 4 || a === undefined || b === undefined || parts.some(Number.isNaN)) return false
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  )
}
