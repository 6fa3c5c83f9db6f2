/** The sample shop: a page of a customer, with its calls laid open beside it. */
import { render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import '../styles/tokens.css'
import './shop.css'
import { Picture } from './picture.tsx'
import { findProduct, type Product, PRODUCTS } from './products.ts'
import { createSenders, JAMES, type Senders, type Sent } from './senders.ts'

const HOME = '/demo'

function Shop({ writeKey, console: consolePath }: { writeKey: string; console: string }) {
  const [sent, setSent] = useState<readonly Sent[]>([])
  const [path, setPath] = useState(location.pathname)
  const [basket, setBasket] = useState<readonly Product[]>([])
  const [signedIn, setSignedIn] = useState(true)
  const senders = useMemo<Senders>(
    () =>
      createSenders(writeKey, (one) =>
        setSent((all) => [one, ...all.filter(({ id }) => id !== one.id)].slice(0, 30)),
      ),
    [writeKey],
  )
  useEffect(() => {
    const read = () => setPath(location.pathname)
    addEventListener('popstate', read)
    void senders.signIn()
    return () => removeEventListener('popstate', read)
  }, [senders])
  useEffect(() => senders.page(), [senders, path])

  const go = (to: string) => {
    history.pushState(null, '', to)
    setPath(to)
    scrollTo(0, 0)
  }
  const total = basket.reduce((sum, { price }) => sum + price, 0)
  const add = (product: Product) => {
    setBasket([...basket, product])
    senders.count('Product Added', { product: product.name, price: product.price })
  }
  const order = () => {
    const properties = { revenue: total, currency: 'EUR', products: basket.length }
    senders.count('Order Completed', properties)
    setBasket([])
    go(`${HOME}/thanks`)
    void senders.track('Order Completed', properties)
  }
  const sign = () => {
    setSignedIn(!signedIn)
    void (signedIn ? senders.signOut() : senders.signIn())
  }
  const product = findProduct(path.slice(`${HOME}/tea/`.length))

  return (
    <>
      <header class="top">
        <Link to={HOME} go={go} class="name">
          Kettle &amp; Leaf
        </Link>
        <span class="sample">A sample shop, in Development</span>
        <button type="button" class="quiet" onClick={sign}>
          {signedIn ? `Sign out ${JAMES.traits.firstName}` : `Sign in as ${JAMES.traits.firstName} Gibbon`}
        </button>
        <Link to={`${HOME}/basket`} go={go} class="quiet">
          Basket <b>{basket.length}</b>
        </Link>
      </header>
      <div class="columns">
        <main>
          {path === `${HOME}/thanks` ? (
            <Thanks go={go} />
          ) : path === `${HOME}/basket` ? (
            <Basket basket={basket} total={total} order={order} go={go} />
          ) : product ? (
            <Detail product={product} add={add} go={go} />
          ) : (
            <Shelf go={go} add={add} />
          )}
        </main>
        <Calls sent={sent} console={consolePath} />
      </div>
    </>
  )
}

type Go = (to: string) => void

function Link({
  to,
  go,
  class: name,
  children,
}: {
  to: string
  go: Go
  class?: string
  children: preact.ComponentChildren
}) {
  return (
    <a
      href={to}
      class={name}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}

function Shelf({ go, add }: { go: Go; add: (product: Product) => void }) {
  return (
    <>
      <h1>Tea, and what it is made in</h1>
      <ul class="shelf">
        {PRODUCTS.map((product) => (
          <li key={product.id}>
            <Link to={`${HOME}/tea/${product.id}`} go={go}>
              <Picture product={product} />
              <h2>{product.name}</h2>
            </Link>
            <p>{product.line}</p>
            <p class="buy">
              <b>{euros(product.price)}</b>
              <button type="button" onClick={() => add(product)}>
                Add<span class="unseen"> {product.name}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Detail({ product, add, go }: { product: Product; add: (product: Product) => void; go: Go }) {
  return (
    <article class="detail">
      <Picture product={product} />
      <div>
        <h1>{product.name}</h1>
        <p>{product.line}</p>
        <p class="price">{euros(product.price)}</p>
        <p class="buy">
          <button type="button" class="main" onClick={() => add(product)}>
            Add to basket
          </button>
          <Link to={`${HOME}/basket`} go={go}>
            Go to basket
          </Link>
        </p>
      </div>
    </article>
  )
}

function Basket({
  basket,
  total,
  order,
  go,
}: {
  basket: readonly Product[]
  total: number
  order: () => void
  go: Go
}) {
  if (basket.length === 0)
    return (
      <>
        <h1>Your basket is empty</h1>
        <p>
          <Link to={HOME} go={go}>
            Look at the shelf
          </Link>
        </p>
      </>
    )
  return (
    <>
      <h1>Basket</h1>
      <ul class="lines">
        {basket.map((product, place) => (
          <li key={place}>
            <span>{product.name}</span>
            <b>{euros(product.price)}</b>
          </li>
        ))}
        <li class="total">
          <span>In all</span>
          <b>{euros(total)}</b>
        </li>
      </ul>
      <button type="button" class="main" onClick={order}>
        Order for {euros(total)}
      </button>
      <p class="fine">Nothing is sold or sent: this is “Order Completed”.</p>
    </>
  )
}

function Thanks({ go }: { go: Go }) {
  return (
    <>
      <h1>Thank you, your tea is on its way</h1>
      <p>
        Of course it is not. But “Order Completed” was just counted, and where a survey in progress has it as
        its trigger, it appears in a moment.
      </p>
      <p>
        <Link to={HOME} go={go}>
          Go on shopping
        </Link>
      </p>
    </>
  )
}

function Calls({ sent, console: path }: { sent: readonly Sent[]; console: string }) {
  return (
    <aside aria-labelledby="calls">
      <h2 id="calls">What this page sends</h2>
      <ol aria-live="polite" aria-relevant="additions" tabIndex={0} aria-label="Calls">
        {sent.map(({ id, by, code, said }) => (
          <li key={id}>
            <span class={by === 'SDK' ? 'by sdk' : 'by'}>{by}</span>
            <code>{code}</code>
            {said && <em>{said}</em>}
          </li>
        ))}
      </ol>
      <nav aria-label="In the console">
        <a href={`${path}/calls`}>Live calls</a>
        <a href={`${path}/events`}>Events</a>
        <a href={`${path}/people/${JAMES.userId}`}>James Gibbon</a>
        <a href={`${path}/surveys`}>Surveys</a>
      </nav>
    </aside>
  )
}

const euros = (amount: number): string =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(
    amount,
  )

const root = document.getElementById('shop')
if (root) {
  const { writeKey = '', console = '/' } = root.dataset
  render(<Shop writeKey={writeKey} console={console} />, root)
}
