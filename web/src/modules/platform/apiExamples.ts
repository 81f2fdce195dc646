/** Pieces of programs: the same in every language that people speak. */
export const KEY_EXAMPLE = `curl '{origin}/api/parties?limit=5' \\
  -H 'Authorization: Bearer heyi_…'`;

export const IDEMPOTENCY_EXAMPLE = `curl -X POST '{origin}/api/parties' \\
  -H 'Authorization: Bearer heyi_…' \\
  -H 'Idempotency-Key: 5f0c2d7e-import-row-17' \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "…"}'`;

export const VERSION_EXAMPLE = `curl -i '{origin}/api/parties/<id>' -H 'Authorization: Bearer heyi_…'
# ETag: "3"
curl -X PATCH '{origin}/api/parties/<id>' \\
  -H 'Authorization: Bearer heyi_…' \\
  -H 'If-Match: "3"' \\
  -H 'Content-Type: application/json' \\
  -d '{"note": "…"}'`;

export const FILTER_EXAMPLE = `{"field": "state", "op": "eq", "value": "draft"}
{"field": "gross", "op": "gte", "value": "1000"}
{"field": "party_id", "op": "in", "value": ["<id>", "<id>"]}
{"field": "note", "op": "empty"}
{"and": [
  {"field": "ordered_on", "op": "gte", "value": "2026-01-01"},
  {"or": [
    {"field": "state", "op": "eq", "value": "confirmed"},
    {"not": {"field": "gross", "op": "lt", "value": "500"}}
  ]}
]}`;

export const FILTER_CURL = `curl -G '{origin}/api/sales-orders' \\
  -H 'Authorization: Bearer heyi_…' \\
  --data-urlencode 'filter={"field":"state","op":"eq","value":"draft"}' \\
  --data-urlencode 'sort=-ordered_on' \\
  --data-urlencode 'fields=number,party_id,gross'`;

export const PAGING_EXAMPLE = `{"items": […], "next_cursor": "eyJ…", "count": {"value": 1240, "exact": true}}

curl -G '{origin}/api/parties' -H 'Authorization: Bearer heyi_…' \\
  --data-urlencode 'limit=200' --data-urlencode 'cursor=eyJ…'`;

export const ERROR_EXAMPLE = `HTTP/1.1 409
Content-Type: application/problem+json

{"code": "stock.insufficient", "title": "…", "detail": "…", "remedy": "…",
 "params": {"wanted": "12", "available": "7"},
 "errors": [{"field": "lines.0.quantity", "code": "…", "detail": "…"}]}`;

export const RATE_EXAMPLE = `RateLimit-Policy: "key";q=600;w=60, "tenant";q=3000;w=60
RateLimit: "key";r=599;t=0, "tenant";r=2998;t=0

HTTP/1.1 429
Retry-After: 1`;

export const PYTHON_CHECK = `import base64, hashlib, hmac, time

def is_ours(secret: str, headers: dict[str, str], body: bytes) -> bool:
    sent = int(headers["webhook-timestamp"])
    if abs(time.time() - sent) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{sent}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(wanted, given) for given in headers["webhook-signature"].split())`;

export const JAVASCRIPT_CHECK = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isOurs(secret, headers, body) {
  const sent = Number(headers['webhook-timestamp']);
  if (Math.abs(Date.now() / 1000 - sent) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const hmac = createHmac('sha256', key).update(\`\${headers['webhook-id']}.\${sent}.\`).update(body);
  const wanted = Buffer.from('v1,' + hmac.digest('base64'));
  return headers['webhook-signature'].split(' ').some((given) => {
    const sign = Buffer.from(given);
    return sign.length === wanted.length && timingSafeEqual(sign, wanted);
  });
}`;
