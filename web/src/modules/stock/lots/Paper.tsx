import { useMeta } from '../../../api/records';
import { Go, recordUrl } from '../../../kit/Go';
import { oneOf } from '../../../kit/i18n';

interface PaperProps {
  type: string;
  id: string;
  number: string;
}

/** The document that moved goods, by its name and number; a link where it has a page. */
export function Paper({ type, id, number }: PaperProps) {
  const meta = useMeta().records.find((record) => record.name === type);
  const title = `${oneOf(type)} ${number}`;
  return meta ? <Go to={recordUrl(meta.path, id)}>{title}</Go> : <span>{title}</span>;
}
