/** The colleague with whose eyes this tab looks; other tabs of the browser stay what they are. */
export interface Seen {
  user_id: string;
  name: string;
}

const KEPT = 'heyi.see_as';
/** The look was not begun, has ended, or is not allowed any more: nothing could be read with it. */
export const LOOK_ENDED = new Set(['identity.seeing_as_unsaid']);

function read(): Seen | null {
  try {
    const text = sessionStorage.getItem(KEPT);
    return text === null ? null : (JSON.parse(text) as Seen);
  } catch {
    return null;
  }
}

let seen = read();

export const seenAs = (): Seen | null => seen;

/** Begins the look: everything is read anew with the colleague's rights. */
export function beginLook(person: Seen): void {
  sessionStorage.setItem(KEPT, JSON.stringify(person));
  window.location.assign('/');
}

/** Back to oneself. */
export function endLook(): void {
  const id = seen?.user_id;
  sessionStorage.removeItem(KEPT);
  seen = null;
  window.location.assign(id ? `/users/${id}` : '/');
}
