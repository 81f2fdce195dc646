import { compare, isNegative, isZero, negate, round, type Decimal } from '../../kit/decimal';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];
const MOST = '9999999999999999.99';

/** Up to four digits in capitals; a run of zeros inside is said once, at the end not at all. */
function ofGroup(digits: string): string {
  let text = '';
  let gap = false;
  [...digits].forEach((digit, at) => {
    if (digit === '0') {
      gap = text !== '';
      return;
    }
    text += `${gap ? DIGITS[0] : ''}${DIGITS[Number(digit)]}${PLACES[digits.length - 1 - at]}`;
    gap = false;
  });
  return text;
}

function ofWhole(whole: string): string {
  let text = '';
  let gap = false;
  for (let end = whole.length % 4 || 4, from = 0; from < whole.length; from = end, end += 4) {
    const digits = whole.slice(from, end);
    const group = ofGroup(digits);
    if (group === '') {
      gap = text !== '';
      continue;
    }
    const joined = text !== '' && (gap || digits.startsWith('0'));
    text += `${joined ? DIGITS[0] : ''}${group}${GROUPS[(whole.length - end) / 4]}`;
    gap = false;
  }
  return text;
}

/** An amount as it stands on Chinese vouchers and cheques (正确填写票据和结算凭证的基本规定): 壹佰元零伍分. */
export function inCapitals(amount: Decimal): string {
  const exact = round(amount);
  const plain = isNegative(exact) ? negate(exact) : exact;
  if (compare(plain, MOST) > 0) return '';
  const [whole = '0', cents = '00'] = round(plain).split('.');
  if (isZero(plain)) return '零元整';
  const [tenths, hundredths] = [Number(cents[0]), Number(cents[1])];
  const yuan = whole === '0' ? '' : `${ofWhole(whole)}元`;
  const jiao = tenths > 0 ? `${DIGITS[tenths]}角` : '';
  const fen = hundredths > 0 ? `${DIGITS[hundredths]}分` : '';
  const gap = yuan !== '' && jiao === '' && fen !== '' ? DIGITS[0] : '';
  return `${isNegative(exact) ? '负' : ''}${yuan}${gap}${jiao}${fen}${fen === '' ? '整' : ''}`;
}
