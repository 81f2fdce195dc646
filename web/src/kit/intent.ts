/**
 * One intent of a person is one Idempotency-Key: a double click or a repeat after a broken line carries the
 * same key, so the server does it once. A changed body or a decided answer begins a new intent.
 */
export interface Intent {
  keyFor: (body: unknown) => string;
  settle: () => void;
}

export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function createIntent(makeKey: () => string = newKey): Intent {
  let open: { key: string; body: string } | null = null;
  return {
    keyFor(body) {
      const text = JSON.stringify(body ?? null);
      if (open?.body !== text) open = { key: makeKey(), body: text };
      return open.key;
    },
    settle() {
      open = null;
    },
  };
}
