/** A product, drawn. */
import type { Product } from './products.ts'

const SHAPES: Readonly<Record<Product['shape'], preact.ComponentChildren>> = {
  tin: (
    <>
      <rect x="34" y="24" width="52" height="12" rx="3" class="dark" />
      <rect x="30" y="36" width="60" height="64" rx="5" class="body" />
      <rect x="30" y="56" width="60" height="22" class="label" />
    </>
  ),
  pot: (
    <>
      <path d="M28 62c0-20 14-30 32-30s32 10 32 30-12 38-32 38-32-18-32-38z" class="body" />
      <path d="M88 52l20-10 4 8-20 14z" class="dark" />
      <path d="M30 60L12 48l-4 6 20 22z" class="dark" />
      <rect x="46" y="26" width="28" height="8" rx="4" class="dark" />
      <circle cx="60" cy="22" r="5" class="dark" />
    </>
  ),
  cup: (
    <>
      <path d="M30 40h60l-6 48a12 12 0 0 1-12 10H48a12 12 0 0 1-12-10z" class="body" />
      <ellipse cx="60" cy="40" rx="30" ry="8" class="label" />
      <path d="M88 50c18-2 18 28-4 28" class="line" />
    </>
  ),
}

export const Picture = ({ product }: { product: Product }) => (
  <svg class={`picture hue-${product.hue}`} viewBox="0 0 120 120" aria-hidden="true">
    {SHAPES[product.shape]}
  </svg>
)
