/**
 * One intent of a person is one Idempotency-Key: a double click or a repeat after a broken line carries the
 * same key, so the server does it once. A changed body or a decided answer begins a new intent.
 */
export interface Intent {
  keyFor: (body: unknown) => string;
  settle: () => void;
}

/** Where an intent waits while its outcome is unknown, so that even a reload repeats it under the same key. */
export interface IntentPlace {
  read: () => OpenIntent | null;
  write: (intent: OpenIntent | null) => void;
}

export interface OpenIntent {
  key: string;
  body: string;
}

export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const inMemory = (): IntentPlace => {
  let open: OpenIntent | null = null;
  return {
    read: () => open,
    write: (intent) => {
      open = intent;
    },
  };
};

/** A place that survives a reload of this tab; where the browser forbids it, memory has to do. */
export function tabPlace(name: string): IntentPlace {
  const memory = inMemory();
  return {
    read() {
      try {
        const text = sessionStorage.getItem(name);
        return text === null ? memory.read() : (JSON.parse(text) as OpenIntent);
      } catch {
        return memory.read();
      }
    },
    write(intent) {
      memory.write(intent);
      try {
        if (intent) sessionStorage.setItem(name, JSON.stringify(intent));
        else sessionStorage.removeItem(name);
      } catch {
        return;
      }
    },
  };
}

export function createIntent(makeKey: () => string = newKey, place: IntentPlace = inMemory()): Intent {
  return {
    keyFor(body) {
      const text = JSON.stringify(body ?? null);
      const open = place.read();
      if (open?.body === text) return open.key;
      const key = makeKey();
      place.write({ key, body: text });
      return key;
    },
    settle: () => place.write(null),
  };
}
